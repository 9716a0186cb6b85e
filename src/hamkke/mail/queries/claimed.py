"""The e-mail that a worker takes in hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hamkke.mail.models import Message, MessageState

if TYPE_CHECKING:
    from datetime import datetime

WAITING = (MessageState.QUEUED, MessageState.SENDING)


def message_to_deliver(*, reference: str, now: datetime) -> Message | None:
    """This function will lock and return an e-mail that is due; None when another has it."""
    return (
        Message.objects.select_for_update(skip_locked=True)
        .filter(reference=reference, state__in=WAITING, due_at__lte=now)
        .first()
    )


def forgotten_messages(*, due_before: datetime, limit: int) -> list[Message]:
    """This function will lock and return e-mails whose job was lost."""
    return list(
        Message.objects.select_for_update(skip_locked=True)
        .filter(finished_at=None, due_at__lt=due_before)
        .order_by("due_at")[:limit]
    )
