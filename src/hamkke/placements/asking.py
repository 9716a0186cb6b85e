"""What a round asks of a class, told through the inbox."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hamkke.accounts.viewer import ANONYMOUS
from hamkke.inbox.actions.post_task import post_task
from hamkke.web.text import format_datetime

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer
    from hamkke.organizations.queries.class_groups import ClassGroupFacts
    from hamkke.placements.models import PlaceOffer, Round


def ask_for_wishes(found: Round, *, group: ClassGroupFacts, viewer: Viewer, now: datetime) -> None:
    """This function will ask the homeroom teacher of a class group to submit wishes."""
    post_task(
        **_of_teacher(group, found),
        viewer=viewer,
        kind="submit_wishes",
        title=_("%(class_group)s 희망 제출하기") % {"class_group": group.label},
        detail=_("‘%(title)s’ 희망을 %(closes_at)s까지 받습니다. 먼저 내도 유리하지 않습니다.")
        % {"title": found.title, "closes_at": format_datetime(found.closes_at)},
        action_label=_("희망 순서 정하기"),
        url=reverse("placements_desk:wishes", args=[found.pk]),
        subject=found,
        due_at=found.closes_at,
        now=now,
    )


def ask_to_answer(
    found: Round, *, offer: PlaceOffer, title: str, group: ClassGroupFacts, now: datetime
) -> None:
    """This function will ask the homeroom teacher to take the offered place or let it pass."""
    post_task(
        **_of_teacher(group, found),
        viewer=ANONYMOUS,
        kind="answer_place_offer",
        title=_("%(class_group)s 대기하던 자리 받을지 정하기") % {"class_group": group.label},
        detail=_("‘%(title)s’에 자리가 났습니다. %(answer_by)s까지 답해 주세요.")
        % {"title": title, "answer_by": format_datetime(offer.answer_by)},
        action_label=_("받을지 정하기"),
        url=reverse("placements_desk:offer", args=[offer.pk]),
        subject=offer,
        due_at=offer.answer_by,
        now=now,
    )


def _of_teacher(group: ClassGroupFacts, found: Round) -> dict[str, Any]:
    """Whom every task about a class goes to, and the round under which it stands."""
    return {
        "organization_id": group.school_id,
        "role": "homeroom_teacher",
        "class_group_id": group.class_group_id,
        "thing": found.title,
    }
