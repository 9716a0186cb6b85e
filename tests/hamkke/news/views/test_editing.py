"""The screen of repairs, through all middlewares, in the work role."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.news.models import Decision, NewsItem, NewsRepair
from tests.hamkke.news.samples import PAGE, bring_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from hamkke.accounts.viewer import Viewer
    from tests.world import World

    type Browse = Callable[[Viewer | None], Client]


@pytest.fixture
def client(world: World, browse: Browse) -> Client:
    """A browser of a district's officer."""
    return browse(world.viewer("district_officer"))


def stored(number: int) -> NewsRepair:
    with acting_as(roles.OWNER):
        return NewsRepair.objects.get(number=number)


def the_date() -> NewsRepair:
    with acting_as(roles.OWNER):
        return NewsRepair.objects.get(kind="date")


def test_each_repair_stands_beside_its_original(client: Client) -> None:
    report = bring_in()
    text = client.get(f"/desk/news/{report.item_id}/repairs/").text
    assert "<del>927()</del>" in text
    assert "<ins>9월 27일(토)</ins>" in text
    assert "학교와 지역사회" in text
    assert "확인 필요" in text
    assert "그림이 파일에 들어 있지 않습니다: 마을.jpg" in text


def test_one_is_accepted_then_all(client: Client) -> None:
    report = bring_in()
    address = f"/desk/news/{report.item_id}/repairs/"
    repair = the_date()
    response = client.post(f"{address}{repair.number}/", {"decision": "accepted"})
    assert (response.status_code, response["Location"]) == (
        302,
        f"{address}#repair-{repair.number}",
    )
    assert stored(repair.number).decision == Decision.ACCEPTED
    response = client.post(f"{address}accept/", follow=True)
    assert "곳을 고쳤습니다." in response.text
    assert "고칠 곳을 모두 정했습니다" in response.text
    with acting_as(roles.PUBLIC):
        assert NewsItem.objects.get().edited_at is not None


def test_a_double_click_decides_once(client: Client) -> None:
    report = bring_in()
    address = f"/desk/news/{report.item_id}/repairs/{the_date().number}/"
    for _ in range(2):
        assert client.post(address, {"decision": "accepted"}).status_code == 302
    assert the_date().decision == Decision.ACCEPTED


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "고칠지 그대로 둘지 골라 주세요."),
        ({"decision": "maybe"}, "고칠지 그대로 둘지 골라 주세요."),
        ({"decision": "accepted", "text": "가" * 10_000}, "고칠 말이 너무 깁니다."),
    ],
)
def test_bad_input_is_a_sentence(client: Client, data: dict[str, str], sentence: str) -> None:
    report = bring_in()
    address = f"/desk/news/{report.item_id}/repairs/{the_date().number}/"
    assert sentence in client.post(address, data, follow=True).text
    assert the_date().decision == Decision.PENDING


def test_an_unknown_place_asks_for_words_and_takes_a_candidate(client: Client) -> None:
    report = bring_in()
    with acting_as(roles.OWNER):
        number = NewsRepair.objects.get(replacement__isnull=True).number
    address = f"/desk/news/{report.item_id}/repairs/{number}/"
    assert (
        "고칠 말을 골라 주거나 적어 주세요."
        in client.post(address, {"decision": "accepted"}, follow=True).text
    )
    client.post(address, {"decision": "accepted", "candidate": "학교와 지역사회"})
    assert stored(number).text == "학교와 지역사회"


def test_words_are_text_not_markup(client: Client) -> None:
    report = bring_in()
    number = the_date().number
    client.post(
        f"/desk/news/{report.item_id}/repairs/{number}/",
        {"decision": "accepted", "text": "<b onclick=x>👍</b>"},
    )
    client.post(f"/desk/news/{report.item_id}/repairs/accept/")
    text = client.get(f"/news/{report.item_id}/").text
    assert "&lt;b onclick=x&gt;👍&lt;/b&gt;" in text


def test_publishing_and_taking_back(client: Client) -> None:
    report = bring_in(publish=False)
    address = f"/desk/news/{report.item_id}/publish/"
    assert client.get(f"/news/{report.item_id}/").status_code == 404
    assert "소식을 공개했습니다." in client.post(address, {"is_public": "1"}, follow=True).text
    assert client.get(f"/news/{report.item_id}/").status_code == 200
    assert "비공개로 돌렸습니다." in client.post(address, {"is_public": "0"}, follow=True).text
    assert client.get(f"/news/{report.item_id}/").status_code == 404


def test_the_list_says_what_waits_with_constant_queries(client: Client) -> None:
    counts = []
    for number in (1, 8):
        for index in range(number):
            bring_in(PAGE.replace("푸른".encode(), f"{number}-{index}".encode()))
        with CaptureQueriesContext(connection) as captured:
            text = client.get("/desk/news/").text
        counts.append(len(captured))
    assert "고칠지 정할 곳" in text
    assert counts[0] == counts[1]


@pytest.mark.parametrize("key", ["teacher", "manager", "student", "parent", "citizen"])
def test_others_are_refused(world: World, browse: Browse, key: str) -> None:
    report = bring_in()
    client = browse(world.viewer(key))
    for address in ("/desk/news/", f"/desk/news/{report.item_id}/repairs/"):
        assert client.get(address).status_code in {403, 404}
    for address in ("repairs/accept/", "publish/", "repairs/1/"):
        data = {"decision": "accepted", "is_public": "0"}
        response = client.post(f"/desk/news/{report.item_id}/{address}", data)
        assert response.status_code in {302, 403, 404}
    with acting_as(roles.OWNER):
        assert not NewsRepair.objects.exclude(decision=Decision.PENDING).exists()
        assert NewsItem.objects.get().published_at is not None


def test_what_is_not_there_is_404(client: Client) -> None:
    assert client.get("/desk/news/999999/repairs/").status_code == 404
    assert client.post("/desk/news/999999/repairs/accept/").status_code == 404
    assert client.post("/desk/news/999999/repairs/1/", {"decision": "accepted"}).status_code == 404
