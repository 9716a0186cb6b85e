"""Sessions of published programs, as rounds of applications need them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hamkke.programs.models import ProgramSession, ProgramState

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class OfferedSession:
    """A session with its program; `capacity` and `minimum` count class groups."""

    session_id: int
    program_id: int
    title: str
    district_id: int
    starts_at: datetime
    ends_at: datetime
    place: str
    capacity: int
    minimum: int


def offered_sessions(
    *, district_ids: Collection[int], after: datetime
) -> tuple[OfferedSession, ...]:
    """This function will return the published sessions of districts that start after a moment."""
    rows = (
        ProgramSession.objects.filter(
            program__state=ProgramState.PUBLISHED,
            program__district_id__in=district_ids,
            starts_at__gt=after,
        )
        .select_related("program")
        .order_by("starts_at", "id")
    )
    return tuple(
        OfferedSession(
            session_id=row.pk,
            program_id=row.program_id,
            title=row.program.title,
            district_id=row.program.district_id,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            place=row.place,
            capacity=row.capacity,
            minimum=row.minimum,
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class Offer:
    """A session with what decides whether a class group may wish for it."""

    session_id: int
    program_id: int
    program_title: str
    district_id: int
    level: str
    grade_from: int
    grade_to: int
    starts_at: datetime
    ends_at: datetime
    place: str
    capacity: int
    minimum: int
    max_pupils: int | None


def offers(
    *, session_ids: Collection[int] | None = None, district_ids: Collection[int] | None = None
) -> tuple[Offer, ...]:
    """This function will return published sessions by date, narrowed where asked; one query."""
    rows = ProgramSession.objects.filter(program__state=ProgramState.PUBLISHED)
    if session_ids is not None:
        rows = rows.filter(pk__in=session_ids)
    if district_ids is not None:
        rows = rows.filter(program__district_id__in=district_ids)
    values = rows.order_by("starts_at", "id").values_list(
        "id",
        "program_id",
        "program__title",
        "program__district_id",
        "program__level",
        "program__grade_from",
        "program__grade_to",
        "starts_at",
        "ends_at",
        "place",
        "capacity",
        "minimum",
        "max_pupils",
    )
    return tuple(Offer(*row) for row in values)
