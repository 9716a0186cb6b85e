"""Spread new tasks and notices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils import timezone

from hamkke.inbox.mailings import people_behind, plan_mail
from hamkke.inbox.models import Notice, Task

if TYPE_CHECKING:
    from datetime import datetime

AT_ONCE: Final = 500


def spread_news(*, now: datetime) -> int:
    """This function will plan e-mails for tasks and notices that are new or asked again.

    Each person behind the role today is told when they wish. Returns how many it took, at most
    1,000: call it, under the jobs role, until it returns 0.
    """
    tasks = list(
        Task.objects.select_for_update(skip_locked=True)
        .filter(spread_at=None, closed_at=None)
        .order_by("id")[:AT_ONCE]
    )
    notices = list(
        Notice.objects.select_for_update(skip_locked=True)
        .filter(spread_at=None)
        .order_by("id")[:AT_ONCE]
    )
    told = [
        *people_behind([(task, _occasion(task)) for task in tasks], now),
        *people_behind([(n, "new") for n in notices if n.person_id is None], now),
        *((n.person_id, n, "new") for n in notices if n.person_id is not None),
    ]
    plan_mail(told, now)
    Task.objects.filter(pk__in=[task.pk for task in tasks]).update(spread_at=now)
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(spread_at=now)
    return len(tasks) + len(notices)


def _occasion(task: Task) -> str:
    if task.reminded_at is None:
        return "new"
    return f"again-{timezone.localdate(task.reminded_at):%Y%m%d}"
