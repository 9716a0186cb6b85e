"""A person's day: what to do, what others still owe, what was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hamkke.accounts.queries.changes import changes_to_confirm
from hamkke.accounts.queries.roles import role_label
from hamkke.inbox.models import Task
from hamkke.inbox.queries.notices import unread_notices
from hamkke.mail.queries.returned import returned_people

if TYPE_CHECKING:
    from datetime import date, datetime

    from hamkke.accounts.queries.changes import ChangeLine
    from hamkke.accounts.viewer import Viewer
    from hamkke.inbox.queries.notices import NoticeLine

# How many lines the side shows.
SHOWN = 5
# As inbox_ask_again has it.
ASKED_EVERY = timedelta(days=1)
POSTERS = frozenset({"officer", "head", "superintendent", "venue_manager"})


@dataclass(frozen=True, slots=True)
class DayTask:
    """A task as the day shows it; `days_left` counts civil days, None without a due date."""

    subject: tuple[str, int]
    thing: str
    title: str
    detail: str
    action_label: str
    url: str
    posted_at: datetime
    due_at: datetime | None
    days_left: int | None
    is_late: bool

    @property
    def is_today(self) -> bool:
        """Whether it must be done today, or should have been before."""
        return self.days_left is not None and self.days_left <= 0


@dataclass(frozen=True, slots=True)
class Group:
    """What there is to do about one thing."""

    thing: str
    tasks: tuple[DayTask, ...]


@dataclass(frozen=True, slots=True)
class Awaited:
    """A task that our body posted and another has not done; day 1 is the day of posting.

    `may_ask`: it lies for a day or more, and so does the last time it was asked for.
    """

    number: int
    title: str
    organization_name: str
    role_name: str
    day: int
    asked_at: datetime | None
    may_ask: bool


@dataclass(frozen=True, slots=True)
class Done:
    """A task that was done."""

    title: str
    closed_at: datetime


@dataclass(frozen=True, slots=True)
class Day:
    """The day page."""

    today: date
    tasks: tuple[DayTask, ...]
    awaited: tuple[Awaited, ...]
    done: tuple[Done, ...]
    notices: tuple[NoticeLine, ...]
    mail_returned_at: datetime | None = None

    @property
    def today_count(self) -> int:
        """How many tasks are due today or were due before."""
        return sum(task.is_today for task in self.tasks)

    @property
    def late_count(self) -> int:
        """How many tasks are overdue."""
        return sum(task.is_late for task in self.tasks)

    @property
    def due_today_count(self) -> int:
        """How many tasks are due later today."""
        return sum(task.is_today and not task.is_late for task in self.tasks)

    @property
    def week_count(self) -> int:
        """How many tasks are due by Sunday, but not today."""
        sunday = 6 - self.today.weekday()
        return sum(
            task.days_left is not None and 0 < task.days_left <= sunday for task in self.tasks
        )

    @property
    def groups(self) -> tuple[Group, ...]:
        """All but the first task, those about one thing together, the most urgent thing first."""
        found: dict[tuple[str, int], list[DayTask]] = {}
        for task in self.tasks[1:]:
            found.setdefault(task.subject, []).append(task)
        return tuple(
            Group(tasks[0].thing if len(tasks) > 1 else "", tuple(tasks))
            for tasks in found.values()
        )


def day_of(*, viewer: Viewer, now: datetime) -> Day:
    """This function will return the viewer's day, in seven queries at most."""
    today = timezone.localdate(now)
    if viewer.person_id is None:
        return Day(today, (), (), (), ())
    notices = unread_notices(viewer=viewer, limit=SHOWN)
    returned_at = returned_people(person_ids=[viewer.person_id]).get(viewer.person_id)
    if viewer.membership_id is None:
        return Day(today, (), (), (), notices, returned_at)
    mine = Q(organization_id=viewer.organization_id, role=viewer.role) & (
        Q(class_group_id=None) | Q(class_group_id=viewer.class_group_id)
    )
    return Day(
        today,
        _open(viewer, mine, now),
        _awaited(viewer, mine, now),
        _done(mine),
        notices,
        returned_at,
    )


def _open(viewer: Viewer, mine: Q, now: datetime) -> tuple[DayTask, ...]:
    """What was posted, and the changes of roles that wait for the viewer as the second person."""
    rows = Task.objects.filter(mine, closed_at=None).order_by("id")
    posted = [_day_task(task, now) for task in rows]
    waiting = [_day_change(line, now) for line in changes_to_confirm(viewer=viewer)]
    return tuple(
        sorted(
            (*posted, *waiting),
            key=lambda task: (task.due_at is None, task.due_at or now, task.posted_at),
        )
    )


def _day_change(line: ChangeLine, now: datetime) -> DayTask:
    words = {"organization": line.organization_name, "name": line.proposer}
    return DayTask(
        subject=("accounts.rolechange", line.change_id),
        thing="",
        title=_("‘%(deed)s’ 확인하기") % {"deed": line.deed},
        detail=_("%(organization)s, %(name)s 올림") % words,
        action_label=_("확인하기"),
        url=reverse("people_desk:change", args=[line.change_id]),
        posted_at=line.proposed_at,
        due_at=line.expires_at,
        days_left=_days_left(line.expires_at, now),
        is_late=False,
    )


def _days_left(due_at: datetime | None, now: datetime) -> int | None:
    if due_at is None:
        return None
    return (timezone.localdate(due_at) - timezone.localdate(now)).days


def _day_task(task: Task, now: datetime) -> DayTask:
    return DayTask(
        subject=(task.subject_type, task.subject_number),
        thing=task.thing,
        title=task.title,
        detail=task.detail,
        action_label=task.action_label,
        url=task.url,
        posted_at=task.posted_at,
        due_at=task.due_at,
        days_left=_days_left(task.due_at, now),
        is_late=task.due_at is not None and task.due_at < now,
    )


def _awaited(viewer: Viewer, mine: Q, now: datetime) -> tuple[Awaited, ...]:
    if viewer.role not in POSTERS:
        return ()
    today = timezone.localdate(now)
    rows = Task.objects.filter(posted_by_id=viewer.organization_id, closed_at=None).exclude(mine)
    return tuple(
        Awaited(
            number=task.pk,
            title=task.title,
            organization_name=task.organization.name,
            role_name=role_label(task.role),
            day=(today - timezone.localdate(task.posted_at)).days + 1,
            asked_at=task.reminded_at,
            may_ask=(task.reminded_at or task.posted_at) <= now - ASKED_EVERY,
        )
        for task in rows.select_related("organization").order_by("posted_at", "id")[:SHOWN]
    )


def _done(mine: Q) -> tuple[Done, ...]:
    rows = Task.objects.filter(mine, closed_at__isnull=False).order_by("-closed_at", "-id")
    return tuple(
        Done(task.title, task.closed_at) for task in rows[:SHOWN] if task.closed_at is not None
    )
