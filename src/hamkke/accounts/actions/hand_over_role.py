"""Hand a role over to a successor."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.accounts.actions.send_invitation import send_invitation
from hamkke.accounts.changes import (
    Offer,
    check_offer,
    needs_second,
    open_change,
    place_to_give_in,
)
from hamkke.accounts.errors import NotToYourself, StartOutside
from hamkke.accounts.models import ChangeState, RoleChange
from hamkke.accounts.queries.people import ending_membership
from hamkke.audit.actions.record_action import record_action

if TYPE_CHECKING:
    from datetime import date, datetime

    from hamkke.accounts.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Handover:
    """Whose role goes to whom and when; the successor is on record or known by name."""

    membership_id: int
    last_day: date
    valid_from: date
    person_id: int | None = None
    name: str = ""
    email: str = ""
    note: str = ""


def hand_over_role(*, viewer: Viewer, handover: Handover, site: str, now: datetime) -> RoleChange:
    """This function will end a membership and give its role and class to the successor, in one.

    Open tasks are addressed to the role, so they follow. A powerful role waits for a second
    entitled person, a successor who is not on record gets the role on accepting the invitation.
    Raises NotVisible, MayNotGive, NotToYourself, LastDayOutside, StartOutside, AlreadyEnding,
    AlreadyHeld.
    """
    held = ending_membership(
        viewer=viewer, membership_id=handover.membership_id, last_day=handover.last_day
    )
    place_to_give_in(viewer, held.organization_id, held.role)
    if handover.person_id is not None and handover.person_id in {viewer.person_id, held.person_id}:
        raise NotToYourself
    next_day = handover.last_day + timedelta(days=1)
    if viewer.today is None or not viewer.today <= handover.valid_from <= next_day:
        raise StartOutside
    offer = _offer(held.organization_id, held.role, held.class_group_id, handover)
    check_offer(offer)
    with transaction.atomic():
        waits = needs_second(held.organization_id, held.role)
        change = open_change(
            RoleChange(
                organization_id=offer.organization_id,
                role=offer.role,
                class_group_id=offer.class_group_id,
                person_id=offer.person_id,
                valid_from=offer.valid_from,
                ends=held,
                last_day=handover.last_day,
                note=handover.note,
                state=ChangeState.PROPOSED if waits else ChangeState.OPEN,
                proposed_by_id=viewer.membership_id,
            ),
            offer,
            now=now,
        )
        if not waits:
            send_invitation(viewer=viewer, change_id=change.pk, site=site, now=now)
        record_action(viewer=viewer.identity, action="hand_over_role", subject=change, now=now)
    return change


def _offer(
    organization_id: int, role: str, class_group_id: int | None, handover: Handover
) -> Offer:
    base = Offer(organization_id, role, handover.valid_from, class_group_id=class_group_id)
    if handover.person_id is not None:
        return replace(base, person_id=handover.person_id)
    return replace(base, name=handover.name, email=handover.email)
