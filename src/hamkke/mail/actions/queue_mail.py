"""Queue one e-mail."""

from __future__ import annotations

import re
import unicodedata
import uuid
from typing import TYPE_CHECKING, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from hamkke.audit.blind import insert_blindly
from hamkke.database.jobs import defer
from hamkke.mail.errors import UnusableAddress, UnusableSubject, UnusableText
from hamkke.mail.models import Message

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.database.identity import Identity

LONGEST_ADDRESS: Final = 254
LONGEST_SUBJECT: Final = 200
LONGEST_TEXT: Final = 20_000
# Line breaks, also Unicode's own, and what no mail reader shows.
_BREAKS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
IN_BULK: Final = -10


def queue_mail(  # noqa: PLR0913 - all by keyword
    *,
    identity: Identity,
    address: str,
    subject: str,
    text: str,
    purpose: str,
    now: datetime,
    not_before_at: datetime | None = None,
    person_id: int | None = None,
    in_bulk: bool = False,
) -> None:
    """This function will put an e-mail on the queue, in the caller's transaction.

    `purpose` is the caller's code of what it is for; `person_id` whose address it is, so that a
    returned e-mail is told to that person. E-mails `in_bulk` let the others pass. Works under the
    roles work, identity and jobs. The audit row is that of the action that writes. Raises
    UnusableAddress, UnusableSubject, UnusableText: nothing is cut or cleaned in silence.
    """
    message = Message(
        reference=uuid.uuid4(),
        address=_usable_address(address),
        subject=_usable_subject(subject),
        text=_usable_text(text),
        purpose=purpose,
        person_number=person_id,
        queued_at=now,
        due_at=not_before_at or now,
    )
    insert_blindly(message)
    defer(
        "mail.deliver",
        identity=identity,
        schedule_at=not_before_at,
        priority=IN_BULK if in_bulk else 0,
        reference=str(message.reference),
    )


def _usable_address(address: str) -> str:
    plain = unicodedata.normalize("NFC", address).strip(" ")
    try:
        validate_email(plain)
    except ValidationError:
        raise UnusableAddress from None
    if len(plain) > LONGEST_ADDRESS or _BREAKS.search(plain):
        raise UnusableAddress
    return plain


def _usable_subject(subject: str) -> str:
    plain = unicodedata.normalize("NFC", subject)
    if not plain.strip() or len(plain) > LONGEST_SUBJECT or _BREAKS.search(plain):
        raise UnusableSubject(limit=LONGEST_SUBJECT)
    return plain


def _usable_text(text: str) -> str:
    plain = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    if not plain.strip() or len(plain) > LONGEST_TEXT or _CONTROLS.search(plain):
        raise UnusableText(limit=LONGEST_TEXT)
    return plain
