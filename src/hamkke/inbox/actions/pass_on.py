"""Hand a role over and tell the successor what the predecessor left in writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hamkke.accounts.actions.hand_over_role import hand_over_role
from hamkke.inbox.actions.post_notice import post_notice

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.actions.hand_over_role import Handover
    from hamkke.accounts.changes import Change
    from hamkke.accounts.viewer import Viewer


def pass_on(*, viewer: Viewer, handover: Handover, site: str, now: datetime) -> Change:
    """This function will hand a role over, and leave its note as a notice to the role.

    The note of a powerful role is shown to who confirms it. Raises what handing over refuses.
    """
    with transaction.atomic():
        change = hand_over_role(viewer=viewer, handover=handover, site=site, now=now)
        if handover.note and not change.waits:
            post_notice(
                viewer=viewer,
                kind="handover",
                title=_("앞서 맡은 사람이 남긴 말이 있습니다"),
                detail=handover.note,
                url="/desk/",
                organization_id=change.organization_id,
                role=change.role,
                class_group_id=change.class_group_id,
                now=now,
            )
    return change
