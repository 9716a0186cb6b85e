"""End somebody's role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.accounts.chain import KEEPERS
from hamkke.accounts.changes import needs_second, open_change, place_to_give_in
from hamkke.accounts.errors import LastKeeper
from hamkke.accounts.models import ChangeState, RoleChange
from hamkke.accounts.queries.people import ending_membership, is_kept_after
from hamkke.audit.actions.record_action import record_action

if TYPE_CHECKING:
    from datetime import date, datetime

    from hamkke.accounts.viewer import Viewer


def end_role(*, viewer: Viewer, membership_id: int, last_day: date, now: datetime) -> RoleChange:
    """This function will end a membership at midnight after `last_day`.

    A powerful role waits for a second entitled person. Raises NotVisible, MayNotGive,
    LastDayOutside, AlreadyEnding, LastKeeper.
    """
    held = ending_membership(viewer=viewer, membership_id=membership_id, last_day=last_day)
    place_to_give_in(viewer, held.organization_id, held.role)
    if held.role in KEEPERS and not is_kept_after(held, last_day):
        raise LastKeeper
    with transaction.atomic():
        waits = needs_second(held.organization_id, held.role)
        change = open_change(
            RoleChange(
                organization_id=held.organization_id,
                role=held.role,
                class_group_id=held.class_group_id,
                gives=False,
                ends=held,
                last_day=last_day,
                state=ChangeState.PROPOSED if waits else ChangeState.OPEN,
                proposed_by_id=viewer.membership_id,
            ),
            None,
            now=now,
        )
        record_action(viewer=viewer.identity, action="end_role", subject=change, now=now)
    return change
