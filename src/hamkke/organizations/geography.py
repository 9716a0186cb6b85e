"""Facts that follow from the outlines of districts: middle, neighbours, weather grid."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hamkke.web.charts.geometry import outlines

if TYPE_CHECKING:
    from collections.abc import Sequence

# Outlines of neighbours miss each other by up to this many degrees along a river.
GAP: Final = 0.0005


@dataclass(frozen=True, slots=True)
class Place:
    """A district's middle (WGS 84 degrees), its cell of the forecast grid, its neighbours."""

    latitude: float
    longitude: float
    grid: tuple[int, int]
    neighbours: tuple[str, ...]


def places(codes: Sequence[str]) -> dict[str, Place]:
    """This function will work out the place of each district of a city by its five-digit code.

    Raises KeyError for a code that the outlines lack.
    """
    shapes = {code: outlines("sigungu")[code] for code in codes}
    grown = {code: shape.buffer(GAP) for code, shape in shapes.items()}
    found = {}
    for code, shape in shapes.items():
        middle = shape.centroid
        found[code] = Place(
            latitude=round(middle.y, 5),
            longitude=round(middle.x, 5),
            grid=forecast_grid(middle.y, middle.x),
            neighbours=tuple(
                other
                for other in codes
                if other != code
                and shapes[other].distance(shape) <= GAP
                and grown[other].intersects(grown[code])
            ),
        )
    return found


def forecast_grid(latitude: float, longitude: float) -> tuple[int, int]:
    """This function will return the cell (nx, ny) of the KMA forecast grid.

    Lambert conformal conic, cells of 5 km, standard parallels 30° and 60°, origin 38° N 126° E at
    cell (43, 136): the constants that the KMA publishes with VilageFcstInfoService_2.0.
    """
    radius = 6371.00877 / 5.0
    first, second = math.radians(30.0), math.radians(60.0)
    cone = math.log(math.cos(first) / math.cos(second)) / math.log(
        math.tan(math.pi / 4 + second / 2) / math.tan(math.pi / 4 + first / 2)
    )
    factor = math.tan(math.pi / 4 + first / 2) ** cone * math.cos(first) / cone
    origin = radius * factor / math.tan(math.pi / 4 + math.radians(38.0) / 2) ** cone
    reach = radius * factor / math.tan(math.pi / 4 + math.radians(latitude) / 2) ** cone
    angle = math.radians(longitude - 126.0) * cone
    return (
        math.floor(reach * math.sin(angle) + 43 + 0.5),
        math.floor(origin - reach * math.cos(angle) + 136 + 0.5),
    )
