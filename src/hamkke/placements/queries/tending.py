"""Rounds that need a job's hand: numbers only, for the jobs role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from hamkke.placements.models import OfferState, PlaceOffer, ReturnedPlace, Round, RoundState

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


def rounds_to_hand_on(now: datetime) -> tuple[int, ...]:
    """This function will return the rounds with a returned place that nobody is asked about now."""
    asked = PlaceOffer.objects.filter(
        returned=OuterRef("pk"), state=OfferState.OPEN, answer_by__gt=now
    )
    waiting = ReturnedPlace.objects.filter(~Exists(asked), settled_at=None)
    numbers = waiting.order_by("application__round_id").values_list("application__round_id")
    return tuple(number for (number,) in numbers.distinct())
