"""Handing one e-mail to the mail server, and what its answer means."""

from __future__ import annotations

import contextlib
import re
import smtplib
from dataclasses import dataclass
from email.utils import parseaddr
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.core.mail import EmailMessage, mailers

from hamkke.mail.models import MessageState

if TYPE_CHECKING:
    from hamkke.mail.models import Message

_FOR_GOOD: Final = 500
_ENHANCED: Final = re.compile(rb"^\s*([245]\.\d{1,3}\.\d{1,3})\b")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an attempt: SENT, FAILED, QUEUED (try again) or UNKNOWN.

    `reply` holds codes, no words. `is_dead`: the server says that nobody has this address.
    """

    state: MessageState
    reply: str = ""
    is_dead: bool = False


def message_id(message: Message) -> str:
    """This function will return the Message-ID, the same at each attempt."""
    return f"<{message.reference}@{_domain()}>"


def hand_over(message: Message) -> Outcome:
    """This function will give the e-mail to the mail server and say what came of it.

    A connection that breaks after it stood leaves unknown whether the server took the message.
    Words of a reply are not kept, for they repeat the address.
    """
    server = mailers.default
    try:
        server.open()
    except OSError as error:  # smtplib's errors are OSErrors; a refused login may be mended
        return Outcome(MessageState.QUEUED, type(error).__name__[:20])
    try:
        server.send_messages([_written(message)])
    except smtplib.SMTPException as error:
        return _answered(error)
    except OSError:
        return Outcome(MessageState.UNKNOWN, "connection lost")
    else:
        return Outcome(MessageState.SENT)
    finally:
        # the message was answered for: how the connection ends changes nothing
        with contextlib.suppress(OSError):
            server.close()


def _written(message: Message) -> EmailMessage:
    return EmailMessage(
        subject=message.subject,
        body=message.text,
        # the envelope's sender, to which returned mail goes; the reader sees From
        from_email=settings.MAIL_BOUNCES_TO,
        to=[message.address],
        headers={
            "From": settings.MAIL_FROM,
            "Message-ID": message_id(message),
            "Auto-Submitted": "auto-generated",
        },
    )


def _answered(error: smtplib.SMTPException) -> Outcome:
    """What is said of the recipient or the message with 5xx is for good, all else is not."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
        found = _ENHANCED.match(words)
        # 5.7: against the sender or the content, not of the address
        is_dead = code >= _FOR_GOOD and not (found and found[1].startswith(b"5.7."))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, found, is_dead = error.smtp_code, _ENHANCED.match(_bytes(error.smtp_error)), False
    else:
        return Outcome(MessageState.UNKNOWN, "connection lost")
    reply = f"{code} {found[1].decode()}" if found else str(code)
    # a refused sender is the installation's fault: whoever mends it loses no e-mail
    is_final = code >= _FOR_GOOD and not isinstance(error, smtplib.SMTPSenderRefused)
    return Outcome(MessageState.FAILED if is_final else MessageState.QUEUED, reply, is_dead)


def _bytes(words: bytes | str) -> bytes:
    return words if isinstance(words, bytes) else words.encode()


def _domain() -> str:
    return parseaddr(settings.MAIL_FROM)[1].partition("@")[2] or "localhost"
