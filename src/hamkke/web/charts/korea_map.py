"""Weather stations as marks on an outline of Korea; the table is its twin."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from shapely import union_all

from hamkke.web.charts.geometry import Frame, fit, outlines, polygons, svg_path

if TYPE_CHECKING:
    from collections.abc import Iterable

WIDTH = 640
MARGIN = 16
TOLERANCE = 0.012
# Islands smaller than this (square degrees; 0.004 is about 40 km²) are left out.
SMALLEST_ISLAND = 0.004
# West, south, east, north: keeps Ulleungdo and Jeju inside the picture.
BOX = (124.6, 33.05, 131.0, 38.65)
KINDS = ("clear", "few_clouds", "many_clouds", "cloudy", "mist", "rain", "snow", "other")
# Stations whose values are written out, most important first.
LABELLED = (108, 159, 143, 156, 133, 184, 105, 115, 152, 112, 101, 131, 146, 165, 138, 136, 130)
CHIEF = LABELLED[:7]  # also written out on phones, where labels are larger
LABEL_WIDTH, LABEL_HEIGHT, LABEL_OFFSET = 86, 24, 12


@dataclass(frozen=True, slots=True)
class StationDot:
    """A station's place and what was observed there; value in ℃ as written."""

    number: int
    name: str
    lat: float
    lon: float
    value: str
    kind: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A station in picture units; `label` is empty where there is no room."""

    x: int
    y: int
    kind: str
    name: str
    label: str
    left: bool
    minor: bool


@dataclass(frozen=True, slots=True)
class KoreaMap:
    """The picture: outline, marks and the kinds that its legend explains."""

    width: int
    height: int
    outline: str
    marks: tuple[Mark, ...]
    kinds: tuple[str, ...]


def draw_stations(stations: Iterable[StationDot]) -> KoreaMap:
    """This function will place the stations on the outline and label the chief ones."""
    frame, outline = _outline()
    marks: list[Mark] = []
    taken: list[tuple[float, float]] = []
    for station in sorted(stations, key=_importance):
        x, y = (round(value) for value in frame.place(station.lon, station.lat))
        left = x > frame.width - LABEL_WIDTH - LABEL_OFFSET
        middle = x + (-1 if left else 1) * (LABEL_OFFSET + LABEL_WIDTH / 2)
        free = station.number in LABELLED and all(
            abs(middle - other_x) > LABEL_WIDTH or abs(y - other_y) > LABEL_HEIGHT
            for other_x, other_y in taken
        )
        if free:
            taken.append((middle, y))
        kind = station.kind if station.kind in KINDS else "other"
        label = f"{station.name} {station.value}°" if free else ""
        minor = station.number not in CHIEF
        marks.append(Mark(x, y, kind, station.name, label, left, minor))
    kinds = tuple(kind for kind in KINDS if any(mark.kind == kind for mark in marks))
    # Labelled marks last: they are drawn on top.
    return KoreaMap(
        frame.width, frame.height, outline, tuple(sorted(marks, key=lambda m: m.label)), kinds
    )


def _importance(station: StationDot) -> tuple[int, int]:
    rank = LABELLED.index(station.number) if station.number in LABELLED else len(LABELLED)
    return rank, station.number


@lru_cache(maxsize=1)
def _outline() -> tuple[Frame, str]:
    frame = fit(BOX, WIDTH, MARGIN)
    provinces = [
        shape.simplify(TOLERANCE / 4, preserve_topology=False).buffer(TOLERANCE / 4)
        for shape in outlines("sido").values()
    ]
    land = union_all(provinces).simplify(TOLERANCE)
    kept = [part for part in polygons(land) if part.area > SMALLEST_ISLAND]
    return frame, svg_path((part.exterior.coords for part in kept), frame)
