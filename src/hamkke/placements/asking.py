"""What a round asks of a class, told through the inbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from hamkke.inbox.actions.post_task import post_task
from hamkke.web.text import format_datetime

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer
    from hamkke.organizations.queries.class_groups import ClassGroupFacts
    from hamkke.placements.models import Round


def ask_for_wishes(found: Round, *, group: ClassGroupFacts, viewer: Viewer, now: datetime) -> None:
    """This function will ask the homeroom teacher of a class group to submit wishes."""
    post_task(
        viewer=viewer,
        organization_id=group.school_id,
        role="homeroom_teacher",
        class_group_id=group.class_group_id,
        kind="submit_wishes",
        title=_("%(class_group)s 희망 제출하기") % {"class_group": group.label},
        detail=_("‘%(title)s’ 희망을 %(closes_at)s까지 받습니다. 먼저 내도 유리하지 않습니다.")
        % {"title": found.title, "closes_at": format_datetime(found.closes_at)},
        action_label=_("희망 순서 정하기"),
        url=reverse("placements_desk:wishes", args=[found.pk]),
        subject=found,
        thing=found.title,
        due_at=found.closes_at,
        now=now,
    )
