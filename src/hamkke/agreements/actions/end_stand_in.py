"""End that somebody decides in another's place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.agreements.line_errors import MayNotStandIn, StandInEnded
from hamkke.agreements.models import Manner, StandIn
from hamkke.agreements.rules import OFFICER, may_enter_stand_in
from hamkke.audit.actions.record_action import record_action
from hamkke.database.errors import NotVisible

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


@transaction.atomic
def end_stand_in(*, viewer: Viewer, stand_in_id: int, now: datetime) -> int:
    """This function will end it at once: the person whose place it is, or for one away an officer.

    Raises NotVisible, MayNotStandIn, StandInEnded.
    """
    own = StandIn.objects.filter(pk=stand_in_id, organization_id=viewer.organization_id or 0)
    row = own.first() if may_enter_stand_in(viewer) else None
    if row is None:
        raise NotVisible
    if row.person_id != viewer.person_id and (
        row.manner != Manner.ACTING or viewer.role != OFFICER
    ):
        raise MayNotStandIn
    if own.filter(ended_at=None).update(ended_at=now) == 0:
        raise StandInEnded
    record_action(viewer=viewer.identity, action="end_stand_in", subject=row, now=now)
    return row.pk
