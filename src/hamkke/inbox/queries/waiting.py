"""Whom an e-mail is due for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hamkke.inbox.models import Mailing

if TYPE_CHECKING:
    from datetime import datetime


def people_to_mail(*, now: datetime) -> tuple[int, ...]:
    """This function will return the people for whom something is due, for the jobs."""
    rows = Mailing.objects.filter(mailed_at=None, due_at__lte=now)
    return tuple(rows.order_by("person_id").values_list("person_id", flat=True).distinct())
