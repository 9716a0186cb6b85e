"""Rounds that need a job's hand: numbers only, for the jobs role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hamkke.placements.models import Round, RoundState

if TYPE_CHECKING:
    from datetime import datetime


def rounds_to_close(now: datetime) -> tuple[int, ...]:
    """This function will return the open rounds whose announced close has come."""
    due = Round.objects.filter(state=RoundState.OPEN, closes_at__lte=now)
    return tuple(due.order_by("closes_at", "pk").values_list("pk", flat=True))


def rounds_being_allocated() -> tuple[int, ...]:
    """This function will return the rounds that wait for their run."""
    waiting = Round.objects.filter(state=RoundState.ALLOCATING)
    return tuple(waiting.order_by("pk").values_list("pk", flat=True))
