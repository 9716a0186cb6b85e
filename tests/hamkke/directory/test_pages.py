"""The directory's pages: filters, map, CSV, and an organization keeping its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.directory.models import Location, Service
from tests.hamkke.directory.samples import Directory, add_directory
from tests.world import client_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from hamkke.accounts.viewer import Viewer
    from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def directory(world: World) -> Directory:
    return add_directory(world)


def page(query: str = "", path: str = "/directory/") -> str:
    answer = client_of(None).get(f"{path}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 2),
        ("?district=99110", 1),
        ("?topic=care", 1),
        ("?age=9", 2),
        ("?age=15", 1),
        ("?cost=free&access=wheelchair", 1),
        ("?cost=paid&access=wheelchair", 0),
        ("?q=별+교실", 1),
        ("?topic=nonsense&age=x", 2),
    ],
)
def test_filters_all_hold(directory: Directory, query: str, found: int) -> None:
    assert page(query).count("hk-row-title") == found


def test_a_confidential_place_is_nowhere(directory: Directory) -> None:
    service = directory.services["other_venue"].pk
    for text in (
        page(),
        page(path=f"/directory/services/{service}/"),
        page(path="/directory/services.csv"),
    ):
        assert "솔샘구 비밀길" not in text
    assert "주소를 공개하지 않습니다" in page(path=f"/directory/services/{service}/")


def test_english(directory: Directory) -> None:
    assert "There are 2 activities to visit" in page(path="/en/directory/")


def test_a_cell_is_no_formula(directory: Directory) -> None:
    with acting_as(roles.OWNER):
        Service.objects.update(fee_note="=1+1")
    assert "'=1+1" in page(path="/directory/services.csv")


SERVICE: dict[str, Any] = {
    "name": "새 활동",
    "description": "설명",
    "topics": ["art"],
    "cost": "free",
    "languages": ["ko"],
    "weekdays": ["0", "5"],
    "opens_at": "10:00",
    "closes_at": "12:00",
    "is_active": "on",
}


def test_a_manager_keeps_place_and_service(
    world: World, directory: Directory, browse: Callable[[Viewer | None], Client]
) -> None:
    client = browse(world.viewer("manager"))
    assert (
        client.post(
            "/desk/directory/places/new/",
            {"name": "뒷마당", "latitude": "37.5", "longitude": "127"},
        ).status_code
        == 302
    )
    with acting_as(roles.OWNER):
        place = Location.objects.get(name="뒷마당").pk
    assert (
        client.post("/desk/directory/services/new/", SERVICE | {"location": place}).status_code
        == 302
    )
    assert "뒷마당" not in page("?q=새+활동")
    assert "토 10:00–12:00" in page("?q=새+활동")
    assert client.post("/desk/directory/profile/", {"phone": "02-111-1111"}).status_code == 302
    number = directory.profiles["venue"].pk
    assert "02-111-1111" in page(path=f"/directory/organizations/{number}/")


def test_what_cannot_be_said_comes_back(
    world: World, directory: Directory, browse: Callable[[Viewer | None], Client]
) -> None:
    client = browse(world.viewer("manager"))
    other = directory.locations["other_venue"].pk
    for wrong, said in (
        ({"closes_at": "09:00"}, "여는 시각보다"),
        ({"minimum_age": "9", "maximum_age": "8"}, "시작하는 나이보다"),
        ({"location": other}, "목록에서 골라"),
        ({"description": "900101-1234567"}, "주민등록번호"),
    ):
        answer = client.post("/desk/directory/services/new/", SERVICE | wrong)
        assert answer.status_code == 200
        assert said in answer.content.decode()


def test_lists_cost_the_same_however_long(
    directory: Directory, django_assert_max_num_queries: Any
) -> None:
    client = client_of(None)
    with django_assert_max_num_queries(14):
        assert client.get("/directory/").status_code == 200
