"""Rounds as people of the work area see them; PostgreSQL decides which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import FETCH_RAISE

import fair_allocation
from hamkke.database.errors import NotVisible
from hamkke.placements.models import AllocationRun, Application, Round, RoundState
from hamkke.placements.queries.offers import offers_of_round
from hamkke.placements.rules.figures import RoundCounts, count
from hamkke.placements.rules.permissions import may_apply, may_manage, may_see_result

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from hamkke.accounts.viewer import Viewer
    from hamkke.placements.rules.wishes import Offer


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round in a list, with what the viewer's class group did in it."""

    round: Round
    taking: bool
    mine: bool
    submitted_at: datetime | None
    saved_at: datetime | None


@dataclass(frozen=True, slots=True)
class RoundPage:
    """A round with what its state allows the viewer to know."""

    round: Round
    now: datetime
    manages: bool
    applies: bool
    sees_result: bool
    offers: tuple[Offer, ...]
    applications: int | None
    counts: RoundCounts | None
    violations: tuple[dict[str, Any], ...]

    @property
    def places(self) -> int:
        """How many class groups the round has places for."""
        return sum(offer.capacity for offer in self.offers)

    @property
    def taking(self) -> bool:
        """Whether wishes are taken now."""
        return takes_wishes(self.round, self.now)

    @property
    def due(self) -> bool:
        """Whether the announced close has come."""
        return self.now >= self.round.closes_at


def takes_wishes(found: Round, now: datetime) -> bool:
    """This function will tell whether a round takes wishes at a moment."""
    return found.state == RoundState.OPEN and found.opens_at <= now < found.closes_at


def rounds_seen_by(*, viewer: Viewer, now: datetime) -> tuple[RoundLine, ...]:
    """This function will return the rounds that the viewer may see, the latest first. 2 queries."""
    mine = {
        row.round_id: row
        for row in Application.objects.filter(class_group_id=viewer.class_group_id).fetch_mode(
            FETCH_RAISE
        )
        if viewer.class_group_id
    }
    lines = []
    for found in _rounds():
        own = mine.get(found.pk)
        lines.append(
            RoundLine(
                round=found,
                taking=takes_wishes(found, now),
                mine=may_apply(viewer),
                submitted_at=own.submitted_at if own else None,
                saved_at=own.saved_at if own else None,
            )
        )
    return tuple(lines)


def visible_round(round_id: int) -> Round:
    """This function will return a round, or raise NotVisible."""
    found = _rounds().filter(pk=round_id).first()
    if found is None:
        raise NotVisible
    return found


def managed_round(*, viewer: Viewer, round_id: int) -> Round:
    """This function will return a round that the viewer manages, or raise NotVisible."""
    found = visible_round(round_id)
    if not may_manage(viewer, found.education_office_id):
        raise NotVisible
    return found


def round_page(*, viewer: Viewer, round_id: int, now: datetime) -> RoundPage:
    """This function will return a round as the viewer may know it, or raise NotVisible."""
    found = visible_round(round_id)
    manages = may_manage(viewer, found.education_office_id)
    run = None
    if manages and found.seed:
        run = AllocationRun.objects.filter(round=found).order_by("-pk").first()
    return RoundPage(
        round=found,
        now=now,
        manages=manages,
        applies=may_apply(viewer),
        sees_result=found.state == RoundState.PUBLISHED and may_see_result(viewer),
        offers=offers_of_round(found.pk),
        applications=_applications(found) if manages and found.closed_at else None,
        counts=count(fair_allocation.Bundle.from_json(run.bundle))
        if run and not run.violation_count
        else None,
        violations=tuple(run.report["violations"]) if run else (),
    )


def _applications(found: Round) -> int:
    return Application.objects.filter(round=found, submitted_at__isnull=False).count()


def _rounds() -> QuerySet[Round]:
    return Round.objects.select_related("education_office__organization").fetch_mode(FETCH_RAISE)
