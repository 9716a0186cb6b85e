"""Forget what was delivered."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from hamkke.mail.models import Message

if TYPE_CHECKING:
    from datetime import datetime

# A server may return an e-mail days later; then its address is needed once more.
KEPT: Final = timedelta(days=30)


def forget_mail(*, now: datetime) -> int:
    """This function will remove e-mails finished 30 days ago, addresses and all; say how many.

    Call it under the jobs role.
    """
    removed, _ = Message.objects.filter(finished_at__lt=now - KEPT).delete()
    return removed
