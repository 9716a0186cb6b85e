"""The picture of who got a place."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from hamkke.web.charts.queue_chart import MOST_BOXES, QueueChart, draw_queue


def test_the_example_of_the_pictures() -> None:
    chart = draw_queue(total=31, places=12, ours=19, reserved=4)
    for picture in (chart.wide, chart.narrow):
        kinds = [box.kind for box in picture.boxes]
        assert kinds.count("placed") == 12
        assert kinds.index("ours") == 18
        assert sum(box.reserved for box in picture.boxes) == 4
    assert (chart.placed, chart.drawn_by_lot) == (12, 8)


def test_our_place_is_ours_even_when_we_got_one() -> None:
    assert draw_queue(total=5, places=5, ours=2).wide.boxes[1].kind == "ours"


def test_nobody_left_out_means_no_line() -> None:
    assert draw_queue(total=9, places=10).wide.cut_x is None
    assert draw_queue(total=9, places=0).wide.cut_x is None


@given(st.integers(1, 900), st.data())
def test_boxes_stay_inside_the_picture(total: int, data: st.DataObject) -> None:
    places = data.draw(st.integers(0, 1000))
    reserved = data.draw(st.integers(0, min(places, total)))
    ours = data.draw(st.none() | st.integers(1, total))
    chart: QueueChart = draw_queue(total=total, places=places, ours=ours, reserved=reserved)
    for picture in (chart.wide, chart.narrow):
        assert len(picture.boxes) == min(total, MOST_BOXES)
        assert sum(box.kind == "ours" for box in picture.boxes) == (ours is not None)
        for box in picture.boxes:
            assert 0 <= box.x <= box.x + box.width <= picture.width
            assert 0 <= box.y <= box.y + box.height <= picture.height


@pytest.mark.parametrize(
    "numbers",
    [
        {"total": 0, "places": 1},
        {"total": 3, "places": -1},
        {"total": 3, "places": 2, "reserved": 3},
        {"total": 3, "places": 2, "ours": 4},
    ],
)
def test_impossible_queues_are_refused(numbers: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="queue"):
        draw_queue(**numbers)


def test_the_numbers_stand_beside_the_picture() -> None:
    chart = draw_queue(total=31, places=12, ours=19, reserved=4)
    html = render_to_string("web/components/queue_chart.html", {"chart": chart})
    assert "우리 반 19번" in html
    assert "여기까지 배정" in html
    assert "<dt>희망</dt><dd>31</dd>" in html
    assert "<dt>추첨으로 배정</dt><dd>8</dd>" in html
    assert html.count("<svg") == 2


@given(st.integers(2, MOST_BOXES), st.data())
def test_a_label_below_its_row_has_room(total: int, data: st.DataObject) -> None:
    """Our label below our box neither stands on the next row nor on the numbers at the ends."""
    places = data.draw(st.integers(1, total - 1))
    ours = data.draw(st.integers(places + 1, total))
    chart = draw_queue(total=total, places=places, ours=ours)
    for picture in (chart.wide, chart.narrow):
        if not picture.crowded:
            continue
        under = picture.ours_y + picture.box_height
        below = [box.y for box in picture.boxes if box.y > picture.ours_y]
        assert all(y >= under + 30 for y in below)
        assert below or picture.ends_drop >= 48
        assert picture.last_y + picture.box_height + picture.ends_drop < picture.height
