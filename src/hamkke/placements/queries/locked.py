"""Rounds under a lock: the close waits for submissions under way, and they for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hamkke.database.errors import NotVisible
from hamkke.placements.errors import NotYetOpen, RoundClosed
from hamkke.placements.models import Round, RoundState

if TYPE_CHECKING:
    from datetime import datetime


LARGEST_NUMBER: Final = 2**63 - 1


def round_to_change(round_id: int) -> Round:
    """This function will lock a round for itself until the transaction ends.

    Raises NotVisible where the viewer may not change it.
    """
    found = Round.objects.select_for_update().filter(pk=round_id).first()
    if found is None:
        raise NotVisible
    return found


def round_to_calculate(round_id: int) -> Round | None:
    """This function will lock a round, or return None while another worker holds it."""
    return Round.objects.select_for_update(skip_locked=True).filter(pk=round_id).first()


def round_taking_wishes(round_id: int, *, now: datetime) -> Round:
    """This function will lock a round, shared with other submissions, against its close.

    Whoever waits here while the round is being closed finds it closed. Raises NotVisible,
    NotYetOpen, RoundClosed.
    """
    if round_id > LARGEST_NUMBER:
        raise NotVisible
    # Django knows no FOR SHARE. PostgreSQL re-reads a row it waited for: closed, it is not found.
    rows = list(
        Round.objects.raw("select * from placements_round where id = %s for share", [round_id])
    )
    seen = rows[0] if rows else Round.objects.filter(pk=round_id).first()
    if seen is None or seen.state == RoundState.DRAFT:
        raise NotVisible
    if seen.state != RoundState.OPEN or now >= seen.closes_at:
        closed_at = seen.closed_at or seen.closes_at
        raise RoundClosed(closes_at=min(closed_at, seen.closes_at))
    if now < seen.opens_at:
        raise NotYetOpen(opens_at=seen.opens_at)
    return seen
