"""The sessions that a round may offer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hamkke.database.identity import civil_day
from hamkke.organizations.queries.coverage import districts_of_office
from hamkke.placements.models import Round, RoundSession
from hamkke.placements.queries.offers import places_given
from hamkke.programs.queries.sessions import OfferedSession, offered_sessions

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Candidate:
    """A published session with the places that no published round has given yet."""

    session: OfferedSession
    places: int
    chosen: bool
    taken: bool

    @property
    def minimum(self) -> int:
        """The minimum that remains to be reached with these places."""
        given = self.session.capacity - self.places
        return max(0, min(self.session.minimum - given, self.places))


def candidates_for(found: Round, *, now: datetime) -> tuple[Candidate, ...]:
    """This function will return the sessions of the office's districts that start after the close.

    `taken` are those that another unsettled round of the office gives. Six queries.
    """
    districts = districts_of_office(
        education_office_id=found.education_office_id, day=civil_day(now)
    )
    sessions = offered_sessions(district_ids=districts, after=max(found.closes_at, now))
    numbers = [session.session_id for session in sessions]
    given = places_given(numbers)
    held = dict(
        RoundSession.objects.filter(session_id__in=numbers, settled_at__isnull=True).values_list(
            "session_id", "round_id"
        )
    )
    return tuple(
        Candidate(
            session=session,
            places=places,
            chosen=held.get(session.session_id) == found.pk,
            taken=held.get(session.session_id, found.pk) != found.pk,
        )
        for session in sessions
        if (places := session.capacity - given.get(session.session_id, 0)) > 0
    )
