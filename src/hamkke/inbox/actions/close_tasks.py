"""Close tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from hamkke.inbox.models import Task

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import Model

    from hamkke.accounts.viewer import Viewer


def close_tasks(
    *,
    viewer: Viewer,
    subject: Model,
    now: datetime,
    kind: str | None = None,
    organization_id: int | None = None,
    role: str | None = None,
    class_group_id: int | None = None,
) -> int:
    """This function will close the open tasks about `subject` and return how many they were.

    Without a narrower `kind`, organization, role or class group: all. A person reaches their own;
    officers, heads, the superintendent and venue managers, whose body takes part in the subject,
    also those of the other side. Jobs pass ANONYMOUS and reach all.
    """
    subject_type = subject._meta.label_lower  # noqa: SLF001 - Django's documented API
    if viewer.membership_id is None:
        narrow = {
            "kind": kind,
            "organization_id": organization_id,
            "role": role,
            "class_group_id": class_group_id,
        }
        return Task.objects.filter(
            subject_type=subject_type,
            subject_number=subject.pk,
            closed_at=None,
            **{name: value for name, value in narrow.items() if value is not None},
        ).update(closed_at=now)
    with connection.cursor() as cursor:
        cursor.execute(
            "select inbox_close_tasks(%s, %s::bigint, %s, %s::bigint, %s, %s::bigint, %s)",
            [subject_type, subject.pk, kind, organization_id, role, class_group_id, now],
        )
        row = cursor.fetchone()
    return int(row[0])
