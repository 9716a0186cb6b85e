"""Post a task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hamkke.inbox.models import Task
from hamkke.inbox.titles import cut

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import Model

    from hamkke.accounts.viewer import Viewer


LIMITS = {"title": 200, "thing": 200, "detail": 400, "action_label": 40}


def post_task(  # noqa: PLR0913 - all by keyword
    *,
    viewer: Viewer,
    organization_id: int,
    role: str,
    kind: str,
    title: str,
    url: str,
    subject: Model,
    now: datetime,
    thing: str = "",
    detail: str = "",
    action_label: str = "",
    due_at: datetime | None = None,
    class_group_id: int | None = None,
) -> None:
    """This function will tell a role of an organization what to do next, once.

    `kind` is the poster's code of the task; `url` a path of this site; `thing` the name of the
    subject, under which tasks about it stand together. Title and link also go by e-mail, so neither
    holds personal content. While the same task about the same subject is open it is not posted
    again. Jobs pass ANONYMOUS as `viewer`. The audit row is that of the action that posts.
    """
    task = Task(
        organization_id=organization_id,
        role=role,
        class_group_id=class_group_id,
        kind=kind,
        title=cut(title, LIMITS["title"]),
        detail=cut(detail, LIMITS["detail"]),
        action_label=cut(action_label, LIMITS["action_label"]),
        url=url,
        subject_type=subject._meta.label_lower,  # noqa: SLF001 - Django's documented API
        subject_number=subject.pk,
        thing=cut(thing, LIMITS["thing"]),
        posted_by_id=viewer.organization_id,
        posted_at=now,
        due_at=due_at,
    )
    # The unique constraint decides, so that two posters at once cannot both be first.
    Task.objects.bulk_create([task], ignore_conflicts=True)
