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
    assert office.post(f"{address}submit/", {"version": 1}).url == f"{address}line/"
    for side, browser in (("office", office), ("district", officer)):
        assert "결재선 정하기" in browser.get(address).content.decode()
        assert "이 결재선으로 기안하기" in browser.get(f"{address}line/").content.decode()
        line = {"version": 2, "decider": way.viewer(f"{side}_chief").person_id}
        assert browser.post(f"{address}line/", line).status_code == 302
        chief = client(f"{side}_chief")
        assert "이 문안을 결재하기" in chief.get(address).content.decode()
        assert chief.post(f"{address}approve/", {"version": 2}).status_code == 302
        if side == "office":
            assert "한빛구의 결재를 기다립니다" in office.get(address).content.decode()
    for who in ("superintendent", "head"):
        signer = client(who)
        assert "협약에 서명할까요?" in signer.get(f"{address}sign/").content.decode()
        data = {"content_hash": way.row(number).content_hash}
        assert signer.post(f"{address}sign/", data).status_code == 302
    assert _only().state == "in_force"
    assert "이행하고 있습니다" in client("teacher").get(address).content.decode()


@pytest.mark.parametrize("state", STATES)
def test_parties_read_every_state(way: Way, client: Callable[[str], Client], state: str) -> None:
    number = way.to(state)
    for who in ("district_officer", "office_officer", "head", "superintendent", "city_officer"):
        page = client(who).get(f"/desk/agreements/{number}/")
        assert page.status_code == 200
        assert page.content.decode().count("krds-btn primary large") <= 1
        assert client(who).get("/desk/agreements/").status_code == 200
        assert client(who).get("/desk/").status_code == 200


@pytest.mark.parametrize("who", ["other_head", "teacher", "student", "citizen"])
@pytest.mark.parametrize("deed", ["", "edit/", "submit/", "approve/", "return/", "sign/"])
def test_before_publication_it_is_not_there_for_others(
    way: Way, client: Callable[[str], Client], who: str, deed: str
) -> None:
    address = f"/desk/agreements/{way.to('signing')}/{deed}"
    somebody = client(who)
    missing = somebody.post("/desk/agreements/999999/approve/", {"version": 1})
    if deed not in {"submit/", "approve/"}:
        assert somebody.get(address).status_code == 404
    if deed:
        answer = somebody.post(address, {"version": 3, "reason": "까닭", **form_data(way)})
        assert answer.status_code == missing.status_code == 404
    assert _only().state == "signing"


@pytest.mark.parametrize(
    ("state", "who", "deed", "status"),
    [
        ("draft", "city_officer", "submit/", 403),
        ("draft", "head", "edit/", 403),
        ("approving", "superintendent", "approve/", 403),
        ("approving", "head", "line/", 403),
        ("approving", "head", "number/", 403),
        ("approving", "city_officer", "return/", 403),
        ("signing", "district_officer", "sign/", 403),
        ("signing", "office_officer", "return/", 403),
        ("in_force", "teacher", "sign/", 403),
        ("in_force", "teacher", "edit/", 403),
    ],
)
def test_who_may_not_is_told_in_a_sentence(
    way: Way, client: Callable[[str], Client], state: str, who: str, deed: str, status: int
) -> None:
    number = way.to(state)
    data = {"version": way.row(number).version, "reason": "까닭", **form_data(way)}
    data["content_hash"] = way.row(number).content_hash
    answer = client(who).post(f"/desk/agreements/{number}/{deed}", data)
    assert answer.status_code == status
    assert "습니다" in answer.content.decode() or "합니다" in answer.content.decode()
    assert way.row(number).state == state


def test_a_second_click_is_told_and_adds_nothing(way: Way, client: Callable[[str], Client]) -> None:
    number = way.to("half_approved")
    answer = client("district_officer").post(
        f"/desk/agreements/{number}/approve/", {"version": 2}, follow=True
    )
    assert "우리 기관은 이미 결재했습니다" in answer.content.decode()
    assert _only().state == "approving"


def test_a_signature_under_another_text_is_refused(
    way: Way, client: Callable[[str], Client]
) -> None:
    number = way.to("signing")
    for data in ({}, {"content_hash": "f" * 64}, {"content_hash": "가" * 5000}):
        answer = client("head").post(f"/desk/agreements/{number}/sign/", data, follow=True)
        assert "서명하지 않았습니다." in answer.content.decode()
    with acting_as(roles.OWNER):
        assert not Agreement.objects.get().signatures.exists()


def test_a_second_tab_sees_both_texts_and_may_save_again(
    way: Way, client: Callable[[str], Client]
) -> None:
    number = way.to("draft")
    address = f"/desk/agreements/{number}/edit/"
    first = form_data(way, version=1, title="빠른 이름")
    assert client("office_officer").post(address, first).status_code == 302
    slow = client("district_officer")
    answer = slow.post(address, form_data(way, version=1, title="느린 이름"))
    text = answer.content.decode()
    assert "저장하지 못했습니다." in text
    assert way.viewer("office_officer").name in text
    assert "빠른 이름" in text
    assert 'value="느린 이름"' in text
    assert 'name="version" value="2"' in text
    assert _only().title == "빠른 이름"
    assert slow.post(address, form_data(way, version=2, title="느린 이름")).status_code == 302
    assert _only().title == "느린 이름"


def test_what_was_typed_stays_when_the_draft_has_gone_on(
    way: Way, client: Callable[[str], Client]
) -> None:
    number = way.to("approving")
    answer = client("district_officer").post(
        f"/desk/agreements/{number}/edit/", form_data(way, version=1, title="늦은 이름")
    )
    text = answer.content.decode()
    assert "단계여서 문안을 고치거나" in text
    assert 'value="늦은 이름"' in text


def test_beginning_twice_is_told(way: Way, client: Callable[[str], Client]) -> None:
    way.to("draft")
    answer = client("office_officer").post("/desk/agreements/new/", form_data(way))
    assert "한빛구 협약이 이미 있습니다." in answer.content.decode()
    assert "함께 자라는 마을" in answer.content.decode()


BAD = {
    "no title": ({"title": ""}, "협약 이름을 적어 주세요."),
    "long title": ({"title": "가" * 1200}, "120자까지 적을 수 있습니다. 지금은 1200자입니다."),
    "NUL": ({"title": "협\x00약"}, "고칠 곳이 1개 있습니다."),
    "no date": ({"signing_date": ""}, "협약일을 적어 주세요."),
    "wrong date": ({"signing_date": "2025-02-30"}, "협약일을 2025-09-27처럼 적어 주세요."),
    "far date": ({"signing_date": "9999-01-01"}, "2000년에서 2099년 사이"),
    "another's district": ({"district": "other"}, "목록에 있는 자치구를 골라 주세요."),
    "district of letters": ({"district": "가"}, "목록에 있는 자치구를 골라 주세요."),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_a_sentence_and_the_rest_stays(
    way: Way, client: Callable[[str], Client], case: str
) -> None:
    changes, sentence = BAD[case]
    if changes.get("district") == "other":
        changes = {"district": way.world.organization("other_district").pk}
    answer = client("district_officer").post("/desk/agreements/new/", form_data(way, **changes))
    assert answer.status_code == 200
    text = answer.content.decode()
    assert sentence in text
    assert "하천을 배움터로 씁니다." in text
    with acting_as(roles.OWNER):
        assert not Agreement.objects.exists()


def test_bad_order_is_a_sentence(way: Way, client: Callable[[str], Client]) -> None:
    for order in ("둘", "-1", "1" * 40):
        data = form_data(way, **{f"order_{way.pillars[0]}": order})
        answer = client("district_officer").post("/desk/agreements/new/", data)
        assert "순서를 " in answer.content.decode()
        assert answer.status_code == 200


def test_text_is_kept_as_text(way: Way, client: Callable[[str], Client]) -> None:
    hostile = '<script>alert("1")</script> 🏫 한글 {{ 7|add:7 }}'
    data = form_data(way, title=hostile)
    address = client("district_officer").post("/desk/agreements/new/", data).url
    text = client("office_officer").get(address).content.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text
    assert "🏫 한글 {{ 7|add:7 }}" in text


@pytest.mark.parametrize("number", ["0", "9" * 30])
def test_a_number_that_is_no_agreement(
    way: Way, client: Callable[[str], Client], number: str
) -> None:
    for deed in ("", "edit/", "return/", "sign/"):
        assert (
            client("district_officer").get(f"/desk/agreements/{number}/{deed}").status_code == 404
        )


@pytest.mark.parametrize("version", ["", "x", "9" * 40, "-1"])
def test_a_forged_version_decides_nothing(
    way: Way, client: Callable[[str], Client], version: str
) -> None:
    number = way.to("approving")
    answer = client("district_officer").post(
        f"/desk/agreements/{number}/approve/", {"version": version}, follow=True
    )
    assert "그사이 협약이 바뀌었습니다." in answer.content.decode()
    with acting_as(roles.OWNER):
        assert not Agreement.objects.get().approvals.filter(part="decide").exists()
