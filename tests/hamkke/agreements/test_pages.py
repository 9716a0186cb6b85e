"""The pages, by URL, as each person meets them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from hamkke.accounts.viewer import Viewer
from hamkke.agreements.models import Agreement
from hamkke.database import roles
from hamkke.database.identity import acting_as
from tests.hamkke.agreements.conftest import STATES, Way

type Browse = Callable[[Viewer | None], Client]


def form_data(way: Way, **changes: Any) -> dict[str, Any]:
    first, second, third = way.pillars
    return {
        "district": way.world.organization("district").pk,
        "title": "한빛교육협력특구 업무협약",
        "subtitle": "함께 자라는 마을",
        "signing_date": "2025-09-27",
        f"text_{first}": "하천을 배움터로 씁니다.",
        f"order_{first}": "2",
        f"text_{second}": "",
        f"order_{second}": "3",
        f"text_{third}": "학생을 함께 살핍니다.",
        f"order_{third}": "1",
    } | changes


@pytest.fixture
def client(way: Way, browse: Browse) -> Callable[[str], Client]:
    return lambda who: browse(way.viewer(who))


def _only() -> Agreement:
    with acting_as(roles.OWNER):
        return Agreement.objects.get()


def test_the_whole_way_by_url(way: Way, client: Callable[[str], Client]) -> None:
    officer, office = client("district_officer"), client("office_officer")
    assert officer.get("/desk/agreements/").status_code == 200
    assert officer.get("/desk/agreements/new/").status_code == 200
    response = officer.post("/desk/agreements/new/", form_data(way))
    assert response.status_code == 302
    address = response.url
    number = _only().pk
    page = office.get(address).content.decode()
    assert page.index("학생을 함께 살핍니다.") < page.index("하천을 배움터로 씁니다.")
    assert "결재 올리기" in page
    assert office.post(f"{address}submit/", {"version": 1}).status_code == 302
    assert "이 문안을 결재하기" in office.get(address).content.decode()
    assert office.post(f"{address}approve/", {"version": 2}).status_code == 302
    assert "한빛구의 결재를 기다립니다" in office.get(address).content.decode()
    assert officer.post(f"{address}approve/", {"version": 2}).status_code == 302
    for who in ("superintendent", "head"):
        signer = client(who)
        assert "협약에 서명할까요?" in signer.get(f"{address}sign/").content.decode()
        data = {"content_hash": way.row(number).content_hash}
        assert signer.post(f"{address}sign/", data).status_code == 302
    assert _only().state == "in_force"
    assert "이행하고 있습니다" in client("teacher").get(address).content.decode()


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(
    "who", ["district_officer", "office_officer", "head", "superintendent", "city_officer"]
)
def test_parties_read_every_state(
    way: Way, client: Callable[[str], Client], state: str, who: str
) -> None:
    number = way.to(state)
    page = client(who).get(f"/desk/agreements/{number}/")
    assert page.status_code == 200
    assert page.content.decode().count("krds-btn primary large") <= 1
    assert client(who).get("/desk/agreements/").status_code == 200
    assert client(who).get("/desk/").status_code == 200
