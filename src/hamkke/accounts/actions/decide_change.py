"""Decide on a change that somebody else proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.accounts.actions.send_invitation import send_invitation
from hamkke.accounts.changes import decide, place_to_give_in
from hamkke.accounts.errors import ChangedMeanwhile, NotToYourself, ReasonNeeded
from hamkke.accounts.models import ChangeState, RoleChange
from hamkke.accounts.queries.changes import change_to_decide, concerns
from hamkke.audit.actions.record_action import record_action

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


def decide_change(
    *,
    viewer: Viewer,
    change_id: int,
    confirmed: bool,
    site: str,
    now: datetime,
    reason: str = "",
) -> RoleChange:
    """This function will confirm a proposed change, or send it back with a reason.

    The second person is another than the proposer and than those whom the change concerns. What
    is confirmed is done at once; an invitation with an address is sent. Raises NotVisible,
    MayNotGive, NotToYourself, ReasonNeeded, ChangedMeanwhile, AlreadyHeld.
    """
    change = change_to_decide(change_id=change_id)
    place_to_give_in(viewer, change.organization_id, change.role)
    if change.state != ChangeState.PROPOSED:
        raise ChangedMeanwhile
    if concerns(change, viewer):
        raise NotToYourself
    if not confirmed and not reason:
        raise ReasonNeeded
    with transaction.atomic():
        decide(change_id, "confirm" if confirmed else "refuse", reason=reason, now=now)
        if confirmed and change.gives and change.person_id is None:
            send_invitation(viewer=viewer, change_id=change_id, site=site, now=now)
        record_action(
            viewer=viewer.identity,
            action="decide_change",
            subject=change,
            now=now,
            data={"confirmed": confirmed},
        )
    return change
