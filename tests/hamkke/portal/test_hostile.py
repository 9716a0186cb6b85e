"""Hostile addresses get a page or a clear refusal, never a 500."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.test import Client

from hamkke.accounts.viewer import Viewer
from tests.world import World

LISTS = ("/search/", "/programs/", "/districts/", "/agreements/", "/rounds/", "/")
TYPED = (
    "abc",
    "-1",
    "0",
    "9" * 400,
    "٣",
    "가" * 10_000,
    "🙂🏫",
    "' or 1=1 --",
    "<script>alert(1)</script>",
    "%",
    "\\",
    "_",
    "(",
    "   ",
    "\u1100\u1161",
)


@pytest.fixture
def visitor(browse: Callable[[Viewer | None], Client]) -> Client:
    return browse(None)


@pytest.mark.parametrize("typed", TYPED)
def test_hostile_queries(world: World, visitor: Client, typed: str) -> None:
    names = ("q", "page", "district", "pillar", "level", "grade")
    query = "&".join(f"{name}={quote(typed)}" for name in names)
    for page in LISTS:
        answer = visitor.get(f"{page}?{query}")
        assert answer.status_code == 200, page
        assert b"<script>alert" not in answer.content


def test_nul_is_refused_with_a_sentence(visitor: Client) -> None:
    answer = visitor.get("/search/?q=%00")
    assert answer.status_code == 400
    assert "쓸 수 없는 문자" in answer.content.decode()


def test_a_broken_query_string_is_no_error(world: World, visitor: Client) -> None:
    assert visitor.get("/search/?q=%ff%fe&q&&=").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/districts/00000/",
        "/districts/abc/",
        "/districts/" + "9" * 300 + "/",
        "/districts/금천구/",
        "/agreements/0/",
        "/agreements/999999999999/",
        "/agreements/99999999999999999999999/",
        "/agreements/999/text/",
        "/agreements/abc/",
        "/programs/999/",
        "/programs/99999999999999999999999/",
        "/rounds/999/",
        "/rounds/99999999999999999999999/",
        "/rounds/999/bundle.json",
        "/nowhere/",
    ],
)
def test_unknown_is_404(world: World, visitor: Client, path: str) -> None:
    answer = visitor.get(path)
    assert answer.status_code == 404
    assert "페이지를 찾을 수 없습니다" in answer.content.decode()
    assert "max-age" not in answer.get("Cache-Control", "")


@pytest.mark.parametrize("path", LISTS)
def test_pages_only_answer_reading(world: World, visitor: Client, path: str) -> None:
    assert visitor.post(path).status_code in {403, 405}
    assert visitor.head(path).status_code == 200


def test_typed_words_stay_in_the_field(world: World, visitor: Client) -> None:
    page = visitor.get("/search/?q=" + quote('"><b>목공')).content.decode()
    assert 'value="&quot;&gt;&lt;b&gt;목공"' in page
    assert "맞는 것이 없습니다" in page
