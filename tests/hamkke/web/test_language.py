"""The language of pages that have none in their address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from collections.abc import Callable

    from hamkke.accounts.viewer import Viewer
    from tests.world import World

pytestmark = pytest.mark.django_db


def test_the_choice_is_remembered(world: World, browse: Callable[[Viewer], Client]) -> None:
    client = browse(world.viewer("teacher"))
    assert '<html lang="ko"' in client.get("/desk/").content.decode()
    answer = client.post("/language/", {"language": "en", "next": "/desk/notices/?page=1"})
    assert (answer.status_code, answer["Location"]) == (302, "/desk/notices/?page=1")
    page = client.get("/desk/").content.decode()
    assert '<html lang="en"' in page
    assert "한국어</button>" in page
    client.post("/language/", {"language": "ko", "next": "/desk/"})
    assert '<html lang="ko"' in client.get("/desk/").content.decode()


def test_the_portal_keeps_the_language_of_its_address(db: None) -> None:
    client = Client()
    client.post("/language/", {"language": "en", "next": "/accounts/sign-in/"})
    assert '<html lang="en"' in client.get("/accounts/sign-in/").content.decode()
    assert '<html lang="ko"' in client.get("/about/").content.decode()
    client.post("/language/", {"language": "ko", "next": "/accounts/sign-in/"})
    assert '<html lang="en"' in client.get("/en/about/").content.decode()


@pytest.mark.parametrize(
    "away", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"]
)
def test_it_leads_to_no_other_site(db: None, away: str) -> None:
    answer = Client().post("/language/", {"language": "en", "next": away})
    assert answer["Location"] == "/en/"


def test_a_language_that_is_not_there_changes_nothing(db: None) -> None:
    client = Client()
    client.cookies["hamkke_language"] = "xx'; drop"
    assert '<html lang="ko"' in client.get("/accounts/sign-in/").content.decode()
    answer = client.post("/language/", {"language": "de"})
    assert answer.status_code == 400
    assert "hamkke_language" not in answer.cookies
