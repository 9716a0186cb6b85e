"""The sessions of a round as wishes meet them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db.models import FETCH_RAISE, Sum

from hamkke.placements.models import OfferState, Placement, ReturnedPlace, RoundSession
from hamkke.placements.rules.wishes import Offer

if TYPE_CHECKING:
    from collections.abc import Collection

SESSION_FIELDS: Final = ("starts_at", "ends_at", "place", "max_pupils")
PROGRAM_FIELDS: Final = ("district_id", "title", "level", "grade_from", "grade_to")


def offers_of_round(round_id: int) -> tuple[Offer, ...]:
    """This function will return the sessions of a round in the order of their dates. One query."""
    rows = (
        RoundSession.objects.filter(round_id=round_id)
        .select_related("session__program")
        # By name: the jobs role may read these columns of a program and no others.
        .only(
            "capacity",
            "minimum",
            *(f"session__{name}" for name in SESSION_FIELDS),
            *(f"session__program__{name}" for name in PROGRAM_FIELDS),
        )
        .order_by("session__starts_at", "pk")
        .fetch_mode(FETCH_RAISE)
    )
    return tuple(_offer(row) for row in rows)


def places_given(session_ids: Collection[int]) -> dict[int, int]:
    """This function will count the places that published rounds have given and nobody returned.

    A returned place counts until it is settled that nobody on the waitlist takes it. Two queries.
    """
    rows = (
        Placement.objects.filter(
            round_session__session_id__in=session_ids, run__published_at__isnull=False
        )
        .values_list("round_session__session_id")
        .annotate(count=Sum(1))
    )
    given = dict(rows)
    free = ReturnedPlace.objects.filter(
        round_session__session_id__in=session_ids, settled_at__isnull=False
    ).exclude(offers__state=OfferState.ACCEPTED)
    for session_id in free.values_list("round_session__session_id", flat=True):
        given[session_id] -= 1
    return given


def _offer(row: RoundSession) -> Offer:
    session, program = row.session, row.session.program
    return Offer(
        number=row.pk,
        session_id=session.pk,
        program_id=program.pk,
        district_id=program.district_id,
        title=program.title,
        place=session.place,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        capacity=row.capacity,
        minimum=row.minimum,
        max_pupils=session.max_pupils,
        level=program.level,
        grade_from=program.grade_from,
        grade_to=program.grade_to,
    )
