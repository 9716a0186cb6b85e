"""Record an e-mail that came back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hamkke.mail.actions.mark_returned import mark_returned
from hamkke.mail.models import Message, MessageState

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.mail.dsn import Bounce


def record_bounce(*, bounce: Bounce, now: datetime) -> bool:
    """This function will mark the address of an e-mail that hamkke sent; False for another's.

    Call it under the jobs role. The same notification twice is the same as once.
    """
    message = (
        Message.objects.select_for_update()
        .filter(reference=bounce.reference, finished_at__isnull=False)
        .first()
    )
    if message is None:
        return False
    message.state = MessageState.FAILED
    message.reply = bounce.status
    message.save(update_fields=["state", "reply"])
    mark_returned(
        address=message.address,
        person_number=message.person_number,
        status=bounce.status,
        now=now,
    )
    return True
