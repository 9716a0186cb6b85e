"""Enter the seed of a round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.audit.actions.record_action import record_action
from hamkke.database.errors import NotVisible
from hamkke.database.jobs import defer
from hamkke.inbox.actions.close_tasks import close_tasks
from hamkke.placements.errors import SeedEntered, SeedTooEarly
from hamkke.placements.models import RoundFigure, RoundState
from hamkke.placements.queries.locked import round_to_change
from hamkke.placements.rules.permissions import may_manage

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


def enter_seed(*, viewer: Viewer, round_id: int, seed: str, now: datetime) -> int:
    """This function will fix and publish the seed, ask for the allocation, return the number.

    The same seed twice asks once. Raises NotVisible, SeedTooEarly, SeedEntered.
    """
    with transaction.atomic():
        found = round_to_change(round_id)
        if not may_manage(viewer, found.education_office_id):
            raise NotVisible
        if found.state in {RoundState.DRAFT, RoundState.OPEN}:
            raise SeedTooEarly
        if found.state != RoundState.CLOSED:
            if found.seed == seed:
                return found.pk
            raise SeedEntered(seed=found.seed)
        found.seed, found.state, found.allocation_asked_at = seed, RoundState.ALLOCATING, now
        found.save(update_fields=["seed", "state", "allocation_asked_at"])
        RoundFigure.objects.filter(round=found).update(seed=seed)
        close_tasks(viewer=viewer, subject=found, kind="enter_seed", now=now)
        record_action(
            viewer=viewer.identity,
            action="enter_seed",
            subject=found,
            now=now,
            data={"seed": seed},
        )
        defer("placements.allocate_round", identity=viewer.identity, round_id=found.pk)
    return found.pk
