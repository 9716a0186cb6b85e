"""Deliver one e-mail."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.mail.actions.mark_returned import mark_returned
from hamkke.mail.models import Message, MessageState
from hamkke.mail.queries.claimed import message_to_deliver
from hamkke.mail.transport import Outcome, hand_over

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.database.identity import Identity

# How long after each failure it is tried again; two days in all.
WAITS: Final = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 360, 720, 1440))
# An attempt that has not reported by then was lost with its worker.
PATIENCE: Final = timedelta(minutes=15)
# So often may nobody know whether the server took the message: it may arrive twice, never more.
MOST_UNSURE: Final = 2


def deliver_mail(*, identity: Identity, reference: str, now: datetime) -> timedelta | None:
    """This function will try to deliver an e-mail; return after which wait to try again.

    Three steps: claim it and commit, talk to the server outside any transaction, note the outcome.
    Between the server's yes and the note a crash is possible: delivery is at least once, with the
    same Message-ID, and at most twice. Two workers never hold the same e-mail.
    """
    with acting_as(roles.JOBS, identity):
        message = _claim(reference, now)
    if message is None:
        return None
    outcome = hand_over(message)
    with acting_as(roles.JOBS, identity):
        return _note(message, outcome, now)


def _claim(reference: str, now: datetime) -> Message | None:
    message = message_to_deliver(reference=reference, now=now)
    if message is None:
        return None
    if message.state == MessageState.SENDING:
        message.unsure += 1
    if message.unsure >= MOST_UNSURE or message.attempts > len(WAITS):
        _finish(message, MessageState.UNKNOWN if message.unsure else MessageState.FAILED, now)
        return None
    message.state = MessageState.SENDING
    message.attempts += 1
    message.due_at = now + PATIENCE
    message.save(update_fields=["state", "attempts", "unsure", "due_at"])
    return message


def _note(message: Message, outcome: Outcome, now: datetime) -> timedelta | None:
    message.reply = outcome.reply
    message.unsure += outcome.state == MessageState.UNKNOWN
    if outcome.is_dead:
        mark_returned(
            address=message.address,
            person_number=message.person_number,
            status=outcome.reply.partition(" ")[2],
            now=now,
        )
    end = _end_of(message, outcome)
    if end is not None:
        _finish(message, end, now)
        return None
    wait = WAITS[message.attempts - 1]
    message.state = MessageState.QUEUED
    message.due_at = now + wait
    message.save(update_fields=["state", "unsure", "reply", "due_at"])
    return wait


def _end_of(message: Message, outcome: Outcome) -> MessageState | None:
    if outcome.state in {MessageState.SENT, MessageState.FAILED}:
        return outcome.state
    if message.unsure >= MOST_UNSURE:
        return MessageState.UNKNOWN
    return MessageState.FAILED if message.attempts > len(WAITS) else None


def _finish(message: Message, state: MessageState, now: datetime) -> None:
    message.state = state
    message.finished_at = now
    message.subject = message.text = ""
    message.save(update_fields=["state", "unsure", "reply", "finished_at", "subject", "text"])
