"""What goes along when a role is handed over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

from hamkke.accounts.queries.people import colleagues, membership_to_end

if TYPE_CHECKING:
    from datetime import date, datetime

    from hamkke.accounts.viewer import Viewer


@dataclass(frozen=True, slots=True)
class FollowingTask:
    """An open task that the successor will find."""

    title: str
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class HandoverPage:
    """Whose role it is, who could take it, and the tasks that follow it."""

    membership_id: int
    organization_id: int
    organization_name: str
    name: str
    role_name: str
    class_name: str
    valid_until: date | None
    colleagues: tuple[tuple[int, str], ...]
    tasks: tuple[FollowingTask, ...]


def handover_page(*, viewer: Viewer, membership_id: int) -> HandoverPage:
    """This function will return what the handover of a membership is about. Raises NotVisible."""
    held = membership_to_end(viewer=viewer, membership_id=membership_id)
    assert viewer.today is not None
    working = colleagues(organization_id=held.organization_id, today=viewer.today)
    with connection.cursor() as cursor:
        cursor.execute(
            "select * from inbox_tasks_of_role(%s::bigint, %s, %s::bigint)",
            [held.organization_id, held.role, held.class_group_id],
        )
        tasks = tuple(FollowingTask(*row) for row in cursor.fetchall())
    return HandoverPage(
        membership_id=held.pk,
        organization_id=held.organization_id,
        organization_name=held.organization.name,
        name=held.person.name,
        role_name=held.get_role_display(),
        class_name=str(held.class_group or ""),
        valid_until=held.valid_until,
        colleagues=tuple(
            item for item in working if item[0] not in {held.person_id, viewer.person_id}
        ),
        tasks=tasks,
    )
