"""Repeat an allocation that did not pass its check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.audit.actions.record_action import record_action
from hamkke.database.errors import NotVisible
from hamkke.database.jobs import defer
from hamkke.inbox.actions.close_tasks import close_tasks
from hamkke.placements.errors import NotMismatched
from hamkke.placements.models import RoundState
from hamkke.placements.queries.locked import round_to_change
from hamkke.placements.rules.permissions import may_manage

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


def repeat_allocation(*, viewer: Viewer, round_id: int, now: datetime) -> int:
    """This function will ask for a run with the same input and seed, and return the number.

    The run that failed stays on record. Raises NotVisible, NotMismatched.
    """
    with transaction.atomic():
        found = round_to_change(round_id)
        if not may_manage(viewer, found.education_office_id):
            raise NotVisible
        if found.state == RoundState.ALLOCATING:
            return found.pk
        if found.state != RoundState.MISMATCHED:
            raise NotMismatched
        found.state, found.allocation_asked_at = RoundState.ALLOCATING, now
        found.save(update_fields=["state", "allocation_asked_at"])
        close_tasks(viewer=viewer, subject=found, kind="look_at_mismatch", now=now)
        record_action(viewer=viewer.identity, action="repeat_allocation", subject=found, now=now)
        defer("placements.allocate_round", identity=viewer.identity, round_id=found.pk)
    return found.pk
