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
