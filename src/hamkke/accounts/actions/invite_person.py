"""Offer somebody a role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.accounts.actions.send_invitation import send_invitation
from hamkke.accounts.changes import (
    check_offer,
    forget_expired,
    needs_second,
    open_change,
    place_to_give_in,
)
from hamkke.accounts.errors import NotToYourself
from hamkke.accounts.models import ChangeState, RoleChange
from hamkke.audit.actions.record_action import record_action

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.changes import Offer
    from hamkke.accounts.viewer import Viewer


def invite_person(*, viewer: Viewer, offer: Offer, site: str, now: datetime) -> RoleChange:
    """This function will invite somebody to a role, or give it to a person on record.

    A powerful role waits for a second entitled person; else an invitation with an address is sent
    at once and one without is to be printed, and a person on record has the role from the day on.
    Raises NotVisible, MayNotGive, NotToYourself, AlreadyHeld, ClassGroupOfAnother.
    """
    place_to_give_in(viewer, offer.organization_id, offer.role)
    if offer.person_id is not None and offer.person_id == viewer.person_id:
        raise NotToYourself
    check_offer(offer)
    with transaction.atomic():
        forget_expired(now)
        waits = needs_second(offer.organization_id, offer.role)
        change = open_change(
            RoleChange(
                organization_id=offer.organization_id,
                role=offer.role,
                class_group_id=offer.class_group_id,
                person_id=offer.person_id,
                valid_from=offer.valid_from,
                state=ChangeState.PROPOSED if waits else ChangeState.OPEN,
                proposed_by_id=viewer.membership_id,
            ),
            offer,
            now=now,
        )
        if not waits and offer.email:
            send_invitation(viewer=viewer, change_id=change.pk, site=site, now=now)
        record_action(viewer=viewer.identity, action="invite_person", subject=change, now=now)
    return change
