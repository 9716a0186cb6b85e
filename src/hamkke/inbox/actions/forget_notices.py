"""Forget old notices."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from hamkke.inbox.models import Mailing, Notice

if TYPE_CHECKING:
    from datetime import datetime

KEPT: Final = timedelta(days=365)


def forget_notices(*, now: datetime) -> int:
    """This function will remove notices of a year ago, and the notes of what was mailed then.

    Call it under the jobs role; it returns how many notices went.
    """
    Mailing.objects.filter(mailed_at__lt=now - KEPT).delete()
    removed, _ = Notice.objects.filter(posted_at__lt=now - KEPT).delete()
    return removed
