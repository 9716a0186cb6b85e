"""The weather board, in the public role."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from tests.hamkke.weather.actions.test_import_observations import bring_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from hamkke.accounts.viewer import Viewer

    type Browse = Callable[[Viewer | None], Client]

pytestmark = pytest.mark.django_db


def rows(text: str) -> list[list[str]]:
    """This function will return the rows of the table of stations as texts."""
    found = html.fromstring(text).xpath("//table//tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in found]


def names(text: str) -> list[str]:
    return [row[0] for row in rows(text)]


def test_before_any_import_the_board_says_why_it_is_empty(browse: Browse) -> None:
    response = browse(None).get("/weather/")
    assert response.status_code == 200
    assert "아직 받은 날씨 자료가 없습니다" in response.text


def test_the_board_of_the_seed_lists_97_stations(browse: Browse, seed_page: bytes) -> None:
    bring_in(seed_page.decode())
    text = browse(None).get("/weather/").text
    assert len(names(text)) == 97
    assert "전국 관측 지점 97곳" in text
    degrees = {row[0]: row[-1] for row in rows(text)}
    assert (degrees["북춘천*"], degrees["북부산*"]) == ("3.6", "11.9")
    assert (degrees["서울"], degrees["백령도"]) == ("2.6", "−0.3")


def test_the_missing_hour_the_source_and_the_age_are_said(browse: Browse) -> None:
    bring_in()
    text = browse(None).get("/weather/").text
    assert "몇 시에 잰 값인지는 출처에 없습니다." in text
    assert "한빛신문" in text
    assert "일 전 자료입니다" in text
    assert "어느 지점인지 알 수 없는 1줄은 싣지 않았습니다." in text


def test_orders(browse: Browse) -> None:
    bring_in()
    client = browse(None)
    assert names(client.get("/weather/").text) == ["속초", "북춘천*", "철원", "서울"]
    assert names(client.get("/weather/?order=name").text) == ["북춘천*", "서울", "속초", "철원"]
    assert names(client.get("/weather/?order=temperature").text) == [
        "속초",
        "북춘천*",
        "서울",
        "철원",
    ]
    assert names(client.get("/weather/?order=drop").text) == ["속초", "북춘천*", "철원", "서울"]


def test_english(browse: Browse) -> None:
    bring_in()
    text = browse(None).get("/en/weather/").text
    assert "Warmest in Sokcho at 4.8℃, coldest in Cheorwon at −0.8℃" in text
    assert "Clear" in text


def test_the_number_of_queries_does_not_grow(browse: Browse, seed_page: bytes) -> None:
    client = browse(None)
    counts = []
    for ticker in ("맑음서울2.6℃", seed_page.decode()):
        bring_in(ticker)
        with CaptureQueriesContext(connection) as captured:
            client.get("/weather/")
        counts.append(len(captured))
    assert counts[0] == counts[1]
