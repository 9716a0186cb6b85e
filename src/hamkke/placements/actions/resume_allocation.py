"""Resume an allocation whose worker was lost."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction

from hamkke.accounts.viewer import ANONYMOUS
from hamkke.database.jobs import defer
from hamkke.placements.models import RoundState
from hamkke.placements.queries.locked import round_to_calculate

if TYPE_CHECKING:
    from datetime import datetime

PATIENCE: Final = timedelta(minutes=2)


def resume_allocation(*, round_id: int, now: datetime) -> bool:
    """This function will put a forgotten allocation on the queue again; say whether it did.

    Call it under the jobs role. While a worker calculates it holds the round, and nothing is done.
    """
    with transaction.atomic():
        found = round_to_calculate(round_id)
        if found is None or found.state != RoundState.ALLOCATING:
            return False
        if found.allocation_asked_at and now - found.allocation_asked_at < PATIENCE:
            return False
        found.allocation_asked_at = now
        found.save(update_fields=["allocation_asked_at"])
        defer("placements.allocate_round", identity=ANONYMOUS.identity, round_id=round_id)
    return True
