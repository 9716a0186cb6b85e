"""The jobs of placements. Here, and in views, the clock is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from procrastinate.contrib.django import app

from hamkke.accounts.viewer import ANONYMOUS
from hamkke.database import jobs, roles
from hamkke.database.identity import acting_as
from hamkke.placements.actions.allocate_round import allocate_round
from hamkke.placements.actions.announce_round import announce_round
from hamkke.placements.actions.close_round import close_round
from hamkke.placements.actions.hand_on_places import hand_on_places
from hamkke.placements.actions.resume_allocation import resume_allocation
from hamkke.placements.queries.tending import (
    rounds_being_allocated,
    rounds_to_close,
    rounds_to_hand_on,
)

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.database.identity import Identity


@jobs.task(name="placements.allocate_round")
def allocate(*, identity: Identity, round_id: int) -> None:
    """This job will calculate a round, unless that is done or under way."""
    allocate_round(viewer=identity, round_id=round_id, now=timezone.now())


@jobs.task(name="placements.announce_round")
def announce(*, identity: Identity, round_id: int) -> None:  # noqa: ARG001 - jobs carry it
    """This job will tell the teachers of a round that it takes wishes."""
    announce_round(round_id=round_id, now=timezone.now())


@jobs.task(name="placements.hand_on_places")
def hand_on(*, identity: Identity, round_id: int) -> None:
    """This job will offer the places that were returned in a round."""
    hand_on_places(viewer=identity, round_id=round_id, now=timezone.now())


@app.periodic(cron="* * * * *")
@app.task(name="placements.tend_rounds", queue=jobs.QUEUE, queueing_lock="placements.tend_rounds")
def tend(timestamp: int) -> None:  # noqa: ARG001 - the planned minute; what counts is the clock
    """This job will close rounds that are due, hand on places, and resume what a worker lost."""
    tend_rounds(now=timezone.now())


def tend_rounds(*, now: datetime) -> None:
    """This function will do what `tend` does as of `now`, each round in its own transaction."""
    with acting_as(roles.JOBS):
        due, waiting = rounds_to_close(now), rounds_being_allocated()
        returned = rounds_to_hand_on(now)
    for round_id in due:
        with jobs.alone("closing round", round_id), acting_as(roles.JOBS):
            close_round(viewer=ANONYMOUS, round_id=round_id, now=now)
    for round_id in waiting:
        with jobs.alone("resuming round", round_id), acting_as(roles.JOBS):
            resume_allocation(round_id=round_id, now=now)
    for round_id in returned:
        with jobs.alone("handing on places of round", round_id), acting_as(roles.JOBS):
            hand_on_places(viewer=ANONYMOUS.identity, round_id=round_id, now=now)
