"""The map of districts and the map of stations."""

from __future__ import annotations

import re

import pytest
from django.template.loader import render_to_string
from shapely import Polygon
from shapely.geometry import Point

from hamkke.web.charts.geometry import fit, open_outline, svg_path
from hamkke.web.charts.korea_map import StationDot, draw_stations
from hamkke.web.charts.seoul_map import MapPlace, draw_map
from hamkke.web.charts.states import State, group_by_state
from tests.hamkke.web.places import SEOUL


def places(**states: State) -> list[MapPlace]:
    return [
        MapPlace(code, name, name[:-1], states.get(name, State.IN_FORCE), f"/districts/{code}/")
        for code, name in SEOUL
    ]


def polygon(path: str) -> Polygon:
    """Read an SVG path back: a start and relative steps."""
    numbers = [int(number) for number in re.findall(r"-?\d+", path)]
    x = y = 0
    points = []
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x, y))
    return Polygon(points)


def test_all_25_districts_are_drawn_in_korean_order() -> None:
    names = [district.place.name for district in draw_map(places()).districts]
    assert len(names) == 25
    assert names == sorted(names)


def test_each_label_stands_inside_its_own_district() -> None:
    for district in draw_map(places()).districts:
        shape = polygon(district.shape.path)
        assert shape.is_valid
        assert shape.contains(Point(district.shape.x, district.shape.y)), district.place.name


def test_districts_do_not_cover_each_other() -> None:
    shapes = [polygon(district.shape.path) for district in draw_map(places()).districts]
    for number, one in enumerate(shapes):
        for other in shapes[number + 1 :]:
            assert one.intersection(other).area < 0.03 * min(one.area, other.area)


def test_exceptions_are_what_the_usual_state_is_not() -> None:
    drawn = draw_map(places(중구=State.PREPARING, 도봉구=State.SIGNING))
    assert {d.place.name for d in drawn.districts if d.exception} == {"중구", "도봉구"}


def test_a_place_without_outline_is_left_to_the_list() -> None:
    unknown = MapPlace("99999", "없는구", "없는", State.SIGNING, "/x/")
    assert len(draw_map([*places(), unknown]).districts) == 25
    assert draw_map([unknown]).districts == ()


def test_the_map_works_for_another_city() -> None:
    busan = [MapPlace(code, code, code, State.SIGNING, "/x/") for code in ("26110", "26140")]
    assert len(draw_map(busan).districts) == 2


def test_links_speak_name_and_state() -> None:
    html = render_to_string(
        "web/components/seoul_map.html", {"map": draw_map(places(금천구=State.NEGOTIATING))}
    )
    assert 'href="/districts/11545/" aria-label="금천구, 협의 중"' in html
    assert html.count('class="hk-map-link"') == 25
    assert "style=" not in html


def test_twin_list_names_each_place_under_its_state() -> None:
    groups = group_by_state(places(중구=State.PREPARING, 도봉구=State.SIGNING))
    assert [(group.state, group.count) for group in groups] == [
        (State.IN_FORCE, 23),
        (State.SIGNING, 1),
        (State.PREPARING, 1),
    ]
    html = render_to_string("web/components/twin_list.html", {"groups": groups})
    assert html.count("<li>") == 25
    assert "준비 중" in html


def test_a_hostile_name_stays_text() -> None:
    place = MapPlace("11545", '"><script>', "<b>", State.IN_FORCE, "/x/")
    html = render_to_string("web/components/seoul_map.html", {"map": draw_map([place])})
    assert "<script>" not in html
    assert "<b>" not in html


def test_opening_cuts_a_spike_off() -> None:
    square = Polygon([(0, 0), (0, 1), (0.5, 1), (0.505, 2), (0.51, 1), (1, 1), (1, 0)])
    assert open_outline(square, 0.01).bounds[3] == pytest.approx(1, abs=0.02)


def test_frame_keeps_the_shape_at_seouls_latitude() -> None:
    frame = fit((126.0, 37.0, 127.0, 38.0), 1000, 0)
    x, y = frame.place(127.0, 37.0)
    assert round(x) == 1000
    assert y == pytest.approx(1000 / frame.squeeze)
    assert svg_path([[(126.0, 38.0), (127.0, 38.0), (126.0, 37.0), (126.0, 38.0)]], frame) == (
        "M0 0l1000 0-1000 1260z"
    )


def station(number: int, lat: float, lon: float, kind: str = "clear") -> StationDot:
    return StationDot(number, f"지점{number}", lat, lon, "2.6", kind)


def test_stations_stand_on_the_map_where_they_are() -> None:
    drawn = draw_stations([station(108, 37.57, 126.97), station(184, 33.51, 126.53, "rain")])
    jeju, seoul = sorted(drawn.marks, key=lambda mark: -mark.y)
    assert seoul.x > jeju.x
    assert 0 < seoul.x < drawn.width
    assert 0 < jeju.y < drawn.height
    assert seoul.label == "지점108 2.6°"
    assert drawn.kinds == ("clear", "rain")


def test_an_unknown_kind_of_weather_is_other() -> None:
    assert draw_stations([station(108, 37.57, 126.97, "meteor")]).kinds == ("other",)


def test_labels_do_not_stand_on_each_other() -> None:
    drawn = draw_stations([station(108, 37.57, 126.97), station(112, 37.57, 126.98)])
    assert sum(bool(mark.label) for mark in drawn.marks) == 1


def test_the_outline_is_a_few_kilobytes() -> None:
    assert 1_000 < len(draw_stations([]).outline) < 8_000
