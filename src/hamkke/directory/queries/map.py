"""The places of services as points on the city's outlines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shapely import MultiPolygon

from hamkke.organizations.queries.parties import list_districts
from hamkke.web.charts.geometry import fit, largest, open_outline, outlines, svg_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hamkke.directory.queries.published import ServiceLine

WIDTH, MARGIN = 1000, 6
SPIKE, TOLERANCE = 0.0012, 0.0004


@dataclass(frozen=True, slots=True)
class Point:
    """A service on the map."""

    service_id: int
    label: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """The picture: outlines, and points on them. Empty where no outline is known."""

    width: int
    height: int
    outlines: tuple[str, ...]
    points: tuple[Point, ...]


def place_map(services: Iterable[ServiceLine]) -> PlaceMap | None:
    """This function will draw where services take place; confidential places have no point."""
    known = outlines("sigungu")
    shapes = [
        open_outline(known[line.code], SPIKE) for line in list_districts() if line.code in known
    ]
    if not shapes:
        return None
    frame = fit(MultiPolygon(shapes).bounds, WIDTH, MARGIN)
    paths = tuple(
        svg_path([largest(shape.simplify(TOLERANCE)).exterior.coords], frame) for shape in shapes
    )
    points = []
    for service in services:
        for place in service.places:
            if place.latitude is None or place.longitude is None:
                continue
            x, y = frame.place(place.longitude, place.latitude)
            label = f"{service.name}, {place.name}, {place.district}"
            points.append(Point(service.service_id, label, round(x), round(y)))
    return PlaceMap(frame.width, frame.height, paths, tuple(points))
