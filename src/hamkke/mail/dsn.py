"""Delivery status notifications (RFC 3464): what a mail server returns.

Anybody may send one. It is believed only for the Message-ID of an e-mail that hamkke sent, which
is a random number that only the addressee and the servers between have seen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST: Final = 1_000_000  # bytes; a notification that repeats more than that is cut
_REFERENCE: Final = re.compile(
    rb"(?im)^(?:Message-ID|X-Original-Message-ID):\s*<"
    rb"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})@"
)
_STATUS: Final = re.compile(r"\b(5\.\d{1,3}\.\d{1,3})\b")


@dataclass(frozen=True, slots=True)
class Bounce:
    """An e-mail that came back for good: its reference, and the status code of RFC 3463."""

    reference: str
    status: str


def read_bounce(content: bytes) -> Bounce | None:
    """This function will read a notification; None for anything else, as for a mere delay."""
    message = message_from_bytes(content[:LONGEST], policy=policy.compat32)
    if message.get_content_type() != "multipart/report":
        return None
    status = next(_final_statuses(message), None)
    if status is None:
        return None
    # the notification's own Message-ID stands before its first part
    body = content[:LONGEST].partition(b"\n\n")[2] or content[:LONGEST].partition(b"\r\n\r\n")[2]
    found = _REFERENCE.search(body)
    return Bounce(found[1].decode(), status) if found else None


def _final_statuses(message: Message) -> Iterator[str]:
    """Yield the status of each recipient for whom delivery failed for good."""
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        blocks = part.get_payload()
        for block in blocks if isinstance(blocks, list) else []:
            if not isinstance(block, Message):
                continue
            action = str(block.get("Action", "")).strip().lower()
            found = _STATUS.search(str(block.get("Status", "")))
            if action == "failed" and found:
                yield found[1]


def split_mbox(content: bytes) -> list[bytes]:
    """This function will return the messages of an mbox file, or the one message of another."""
    if not content.startswith(b"From "):
        return [content]
    parts = re.split(rb"(?m)^From .*\r?\n", content)
    return [part for part in parts if part.strip()]
