"""How far the city's districts have come with their agreements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from hamkke.agreements.queries.published import district_states
from hamkke.organizations.queries.districts import short_name
from hamkke.organizations.queries.naming import in_reader_language
from hamkke.web.charts.seoul_map import SeoulMap, draw_map
from hamkke.web.charts.states import MapPlace, State, StateGroup, group_by_state

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hamkke.agreements.queries.published import DistrictProgress


@dataclass(frozen=True, slots=True)
class CityStates:
    """The districts by state: the map, its list, and what its heading counts.

    `labels` names each district by its number, in the reader's language.
    """

    map: SeoulMap
    groups: tuple[StateGroup, ...]
    total: int
    in_force: int
    labels: Mapping[int, str]


def city_states() -> CityStates:
    """This function will return the map of agreements and its list; two queries."""
    lines = district_states()
    places = [map_place(line) for line in lines]
    return CityStates(
        map=draw_map(places),
        groups=tuple(group_by_state(places)),
        total=len(places),
        in_force=sum(place.state is State.IN_FORCE for place in places),
        labels={line.district_id: place.name for line, place in zip(lines, places, strict=True)},
    )


def map_place(line: DistrictProgress) -> MapPlace:
    """This function will return a district as the map draws it, in the reader's language."""
    name = in_reader_language(line.name, line.name_en)
    return MapPlace(
        code=line.code,
        name=name,
        short=short_name(name),
        state=State(line.state),
        href=reverse("portal:district", args=[line.code]),
    )
