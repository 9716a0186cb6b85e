"""Remind people of what is due tomorrow, and of what was due yesterday."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from django.utils import timezone

from hamkke.inbox.mailings import people_behind, plan_mail
from hamkke.inbox.models import Task

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

AT_ONCE: Final = 500
# Whether a task is due tomorrow or was due yesterday, in civil days from today.
OCCASIONS: Final = {"soon": 1, "late": -1}


def remind_of_due(*, now: datetime) -> int:
    """This function will plan one reminder for each open task; return for how many people.

    What was posted today needs no reminder yet. Again the same day is the same as once. Call it
    under the jobs role.
    """
    reminded = 0
    for occasion in OCCASIONS:
        for tasks in _batches(occasion, timezone.localdate(now)):
            told = people_behind([(task, occasion) for task in tasks], now)
            plan_mail(told, now)
            reminded += len(told)
    return reminded


def _batches(occasion: str, today: date) -> Iterator[list[Task]]:
    start = _midnight(today + timedelta(days=OCCASIONS[occasion]))
    waiting = Task.objects.filter(
        closed_at=None,
        due_at__gte=start,
        due_at__lt=start + timedelta(days=1),
        posted_at__lt=_midnight(today),
    ).exclude(mailings__occasion=occasion)
    last = 0
    while batch := list(waiting.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        last = batch[-1].pk
        yield batch


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(0)))
