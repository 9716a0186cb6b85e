"""Every public page answers, in both languages, empty and filled, to anybody and to hostile input."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable

import pytest
from django.test import Client

from hamkke.accounts.viewer import Viewer
from tests.world import World

PAGES = (
    "/",
    "/about/",
    "/contact/",
    "/privacy/",
    "/accessibility/",
    "/data/",
    "/verify/",
    "/search/",
    "/search/?q=한빛",
    "/districts/",
    "/districts/99110/",
    "/agreements/",
    "/programs/",
    "/programs/?q=목공&district=99110&level=elementary&grade=5",
    "/rounds/",
    "/data/agreement-states.csv",
    "/data/schools.csv",
)


@pytest.fixture
def visitor(browse: Callable[[Viewer | None], Client]) -> Client:
    return browse(None)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_page_answers_without_cookie(
    world: World, visitor: Client, page: str, language: str
) -> None:
    answer = visitor.get(page if language == "ko" else f"/en{page}")
    assert answer.status_code == 200
    assert not answer.cookies
    assert "max-age=60" in answer["Cache-Control"]
    assert "public" in answer["Cache-Control"]
    assert "Cookie" not in answer.get("Vary", "")
    assert len(gzip.compress(answer.content)) <= 60_000


@pytest.mark.usefixtures("own_database")
@pytest.mark.parametrize("page", ["/", "/about/", "/contact/", "/agreements/"])
def test_an_empty_platform_counts_nothing(visitor: Client, page: str) -> None:
    """Before anything is entered no page speaks of 0 things or draws a table without rows."""
    main = visitor.get(page).text.split("<main", 1)[1].split("</main>", 1)[0]
    assert not re.search(r"(?<!\d)0(개|가지|곳|건)", main)
    assert "<tbody" not in main
    assert "CSV" not in main
