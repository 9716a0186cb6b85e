"""The districts' pages: who covers them, what they agreed, what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hamkke.agreements.queries.published import district_states, published_agreement_of_district
from hamkke.organizations.queries.districts import (
    DistrictLine,
    district_by_code,
    neighbours_of,
)
from hamkke.organizations.queries.offices import OfficeLine, list_offices
from hamkke.organizations.queries.schools import LevelGroup, schools_of_district
from hamkke.portal.queries.states import CityStates, city_states
from hamkke.portal.queries.thread import ThreadPillar, thread_of
from hamkke.web.charts.states import State

if TYPE_CHECKING:
    from datetime import date, datetime

    from hamkke.agreements.queries.published import PublishedAgreement


@dataclass(frozen=True, slots=True)
class DistrictsPage:
    """All districts, by office and on the map."""

    offices: tuple[OfficeLine, ...]
    states: CityStates


@dataclass(frozen=True, slots=True)
class DistrictPage:
    """One district with its thread from agreement to places."""

    district: DistrictLine
    state: State
    changed_at: datetime | None
    agreement: PublishedAgreement | None
    thread: tuple[ThreadPillar, ...]
    neighbours: tuple[DistrictLine, ...]
    schools: tuple[LevelGroup, ...]

    @property
    def school_count(self) -> int:
        """How many schools, without the demo's invented ones."""
        return sum(group.count for group in self.schools)


def districts_page(*, day: date) -> DistrictsPage:
    """This function will gather the list of districts."""
    return DistrictsPage(offices=list_offices(day=day), states=city_states())


def district_page(*, code: str, day: date) -> DistrictPage:
    """This function will gather one district's page. Raises NotVisible."""
    district = district_by_code(code=code, day=day)
    progress = next(line for line in district_states() if line.code == code)
    agreement = published_agreement_of_district(district.district_id)
    return DistrictPage(
        district=district,
        state=State(progress.state),
        changed_at=progress.changed_at,
        agreement=agreement,
        thread=thread_of(agreement) if agreement else (),
        neighbours=neighbours_of(district_id=district.district_id),
        schools=schools_of_district(district_id=district.district_id),
    )
