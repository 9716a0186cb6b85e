"""The desk pages of programs: forms, second tabs, hostile input, other people's programs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hamkke.accounts.viewer import Viewer
from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.programs.models import Program, ProgramSession
from tests.hamkke.programs.conftest import Way, start
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[[Viewer | None], Client]


@pytest.fixture
def way(world: World) -> Way:
    """The walker in the present: requests read the real clock."""
    return start(world, timezone.localtime() - timedelta(hours=1))


def _posted(way: Way, **changes: Any) -> dict[str, Any]:
    day = (timezone.localtime() + timedelta(days=30)).strftime("%Y-%m-%d")
    return {
        "agreement_pillar": way.pillars[""][0],
        "title": "안양천에서 겨울 철새 만나기",
        "summary": "새를 찾아봅니다.",
        "description": "물가를 걷습니다.",
        "level": "elementary",
        "grade_from": "4",
        "grade_to": "6",
        "preparation": "",
        "cost": "0",
        "sessions-TOTAL_FORMS": "1",
        "sessions-INITIAL_FORMS": "0",
        "sessions-0-date": day,
        "sessions-0-starts": "10:00",
        "sessions-0-ends": "12:00",
        "sessions-0-place": "생태마당",
        "sessions-0-capacity": "3",
        "sessions-0-minimum": "1",
        "sessions-0-max_pupils": "",
    } | changes


def _rows() -> list[Program]:
    with acting_as(roles.OWNER):
        return list(Program.objects.order_by("pk"))


def test_the_whole_way_through_the_pages(way: Way, browse: Browse) -> None:
    manager = browse(way.viewer("manager"))
    assert "새 프로그램 쓰기" in manager.get("/desk/programs/").content.decode()
    answer = manager.post("/desk/programs/new/", _posted(way))
    number = _rows()[0].pk
    assert answer["Location"] == f"/desk/programs/{number}/"
    assert "승인 요청하기" in manager.get(answer["Location"]).content.decode()
    manager.post(f"/desk/programs/{number}/submit/", {"version": 1})
    for who in ("district_officer", "office_officer"):
        officer = browse(way.viewer(who))
        page = officer.get(f"/desk/programs/{number}/").content.decode()
        assert page.count("krds-btn primary large") == 1
        assert "이 프로그램 승인하기" in page
        officer.post(f"/desk/programs/{number}/approve/", {"version": 2})
    assert _rows()[0].state == "published"
    past = officer.get(f"/desk/programs/{number}/").content.decode()
    for deed in ("프로그램을 만들었습니다", "승인을 요청했습니다", "승인했습니다"):
        assert deed in past
    teacher = browse(way.viewer("teacher")).get(f"/desk/programs/{number}/").content.decode()
    assert "지나온 길" not in teacher
    assert way.viewer("manager").name not in teacher


def test_a_session_is_added_without_script_and_nothing_is_lost(way: Way, browse: Browse) -> None:
    manager = browse(way.viewer("manager"))
    posted = _posted(way, add="1", title="쓰다 만 이름", cost="열")
    page = manager.post("/desk/programs/new/", posted)
    text = page.content.decode()
    assert page.status_code == 200
    assert "쓰다 만 이름" in text
    assert 'value="열"' in text
    assert 'value="생태마당"' in text
    assert 'name="sessions-1-date"' in text
    assert "고칠 곳이" not in text
    assert _rows() == []


def test_every_problem_is_said_at_once_and_text_stays(way: Way, browse: Browse) -> None:
    manager = browse(way.viewer("manager"))
    posted = _posted(
        way,
        **{
            "title": "",
            "cost": "열",
            "grade_to": "3",
            "summary": "가" * 201,
            "sessions-0-ends": "09:00",
            "sessions-0-capacity": "열둘",
            "sessions-0-place": "<script>alert(1)</script>😀",
        },
    )
    text = manager.post("/desk/programs/new/", posted).content.decode()
    for sentence in (
        "고칠 곳이 6개 있습니다.",
        "프로그램 이름을 적어 주세요.",
        "비용을 숫자로 적어 주세요.",
        "시작 학년과 같거나 높은 학년을 골라 주세요.",
        "200자까지 적을 수 있습니다. 지금은 201자입니다.",
        "시작 시각보다 늦은 시각을 적어 주세요.",
        "정원을 1부터 500 사이의 숫자로 적어 주세요.",
    ):
        assert sentence in text
    assert "&lt;script&gt;" in text
    assert "<script>alert" not in text
    assert 'value="열둘"' in text


@pytest.mark.parametrize(
    "changes",
    [
        {"sessions-0-date": "2020-01-01"},
        {"sessions-0-date": "0001-01-01"},
        {"sessions-0-date": "9999-12-31"},
        {"sessions-0-date": "내일"},
        {"sessions-0-starts": "25:00"},
        {"sessions-0-minimum": "4"},
        {"sessions-0-capacity": "9" * 400},
        {"sessions-0-max_pupils": "-1"},
        {"agreement_pillar": "999999999999999999999"},
        {"agreement_pillar": "1 or 1=1"},
        {"level": "유치원"},
        {"grade_from": "7"},
        {"title": "이름\x00"},
        {"description": "가" * 40_000},
        {"sessions-TOTAL_FORMS": "abc"},
        {"sessions-TOTAL_FORMS": "100000"},
        {"sessions-INITIAL_FORMS": "99", "title": ""},
    ],
)
@pytest.mark.parametrize("add", [False, True])
def test_bad_input_is_a_sentence(
    way: Way,
    browse: Browse,
    changes: dict[str, str],
    add: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    posted = _posted(way, **changes) | ({"add": "1"} if add else {})
    answer = browse(way.viewer("manager")).post("/desk/programs/new/", posted)
    assert answer.status_code == 200
    assert ("고칠 곳이" in answer.content.decode()) is not add
    assert _rows() == []


def test_nothing_posted_at_all_is_a_sentence(way: Way, browse: Browse) -> None:
    answer = browse(way.viewer("manager")).post("/desk/programs/new/", {})
    assert "고칠 곳이" in answer.content.decode()
    number = way.to("submitted")
    officer = browse(way.viewer("district_officer"))
    for verb in ("approve", "return"):
        assert officer.post(f"/desk/programs/{number}/{verb}/", {}).status_code in {200, 302}
    assert way.row(number).state == "submitted"


def test_decomposed_hangul_is_stored_composed(way: Way, browse: Browse) -> None:
    import unicodedata

    posted = _posted(way, title=unicodedata.normalize("NFD", "별 보는 밤"))
    browse(way.viewer("manager")).post("/desk/programs/new/", posted)
    assert _rows()[0].title == "별 보는 밤"


def test_empty_and_removed_sessions_are_none(way: Way, browse: Browse) -> None:
    posted = _posted(way, **{"sessions-TOTAL_FORMS": "3"})
    for name, value in list(posted.items()):
        if name.startswith("sessions-0-"):
            posted[name.replace("-0-", "-2-")] = "" if "date" in name else value
    posted["sessions-2-DELETE"] = "on"
    browse(way.viewer("manager")).post("/desk/programs/new/", posted)
    with acting_as(roles.OWNER):
        assert ProgramSession.objects.count() == 1


def test_a_second_tab_sees_both_and_may_save_again(way: Way, browse: Browse) -> None:
    number = way.offer()
    manager = browse(way.viewer("manager"))
    address = f"/desk/programs/{number}/edit/"
    manager.post(address, _posted(way, version="1", title="먼저 고친 이름"))
    answer = manager.post(address, _posted(way, version="1", title="나중 이름"))
    text = answer.content.decode()
    assert "그사이 다른 창이나 동료가" in text
    assert "먼저 고친 이름" in text
    assert 'value="나중 이름"' in text
    assert 'name="version" value="2"' in text
    assert way.row(number).title == "먼저 고친 이름"
    manager.post(address, _posted(way, version="2", title="나중 이름"))
    assert way.row(number).title == "나중 이름"


def test_a_double_click_is_told_kindly(way: Way, browse: Browse) -> None:
    number = way.to("submitted")
    officer = browse(way.viewer("office_officer"))
    for _click in range(2):
        answer = officer.post(f"/desk/programs/{number}/approve/", {"version": 2}, follow=True)
    assert "이미 승인했습니다" in answer.content.decode()
    assert way.row(number).state == "submitted"


def test_a_return_says_why(way: Way, browse: Browse) -> None:
    number = way.to("submitted")
    officer = browse(way.viewer("office_officer"))
    address = f"/desk/programs/{number}/return/"
    assert "보완을 요청할까요?" in officer.get(address).content.decode()
    assert "적어 주세요" in officer.post(address, {"version": 2, "reason": " "}).content.decode()
    officer.post(address, {"version": 2, "reason": "집합 장소를 적어 주세요."})
    page = browse(way.viewer("manager")).get(f"/desk/programs/{number}/").content.decode()
    assert "보완을 기다리는 프로그램입니다" in page
    assert "집합 장소를 적어 주세요." in page
    edit = browse(way.viewer("manager")).get(f"/desk/programs/{number}/edit/").content.decode()
    assert 'value="10:00"' in edit


@pytest.mark.parametrize("who", ["other_manager", "teacher", "student", "other_district_officer"])
def test_other_peoples_programs_are_not_there(way: Way, browse: Browse, who: str) -> None:
    number = way.to("submitted")
    client = browse(way.viewer(who))
    base = f"/desk/programs/{number}/"
    assert client.get(base).status_code == 404
    assert client.get(f"{base}edit/").status_code == 404
    assert client.get(f"{base}return/").status_code == 404
    for verb in ("submit", "approve"):
        assert client.post(f"{base}{verb}/", {"version": 2}).status_code == 404
    assert client.get("/desk/programs/99999999999999999999999/").status_code == 404


@pytest.mark.parametrize("who", ["teacher", "district_officer", "citizen", "superintendent"])
def test_who_may_not_write_is_told(way: Way, browse: Browse, who: str) -> None:
    client = browse(way.viewer(who))
    assert client.get("/desk/programs/").status_code == 200
    answer = client.get("/desk/programs/new/")
    assert answer.status_code == 403
    assert "체험처의 담당자가" in answer.content.decode()
    number = way.to("published")
    assert client.get(f"/desk/programs/{number}/edit/").status_code == 403


def test_without_an_agreement_in_force_it_says_so(world: World, browse: Browse) -> None:
    page = browse(world.viewer("manager")).get("/desk/programs/new/").content.decode()
    assert "아직 이행 중인 협약이 없습니다" in page
    assert '<form method="post" novalidate' not in page


def test_the_number_of_queries_does_not_grow(way: Way, browse: Browse) -> None:
    def count(client: Client, address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    number = way.to("submitted")
    officer = browse(way.viewer("office_officer"))
    addresses = ("/desk/programs/", f"/desk/programs/{number}/")
    few = [count(officer, each) for each in addresses]
    for day in range(3):
        way.to("half_approved", sessions=[way.session(days=9 + day), way.session(days=20 + day)])
    assert [count(officer, each) for each in addresses] == few
