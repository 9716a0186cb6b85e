"""The pages of placements, asked for through all middlewares."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from typer.testing import CliRunner

from hamkke.config.cli.allocation import app as allocation_cli
from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.placements.actions.allocate_round import allocate_round
from hamkke.placements.models import Application, Round
from hamkke.placements.queries import public
from tests.hamkke.placements.ground import SEED, Ground

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from django.test import Client

    from hamkke.accounts.viewer import Viewer

    type Browse = Callable[[Viewer | None], Client]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _stopped_clock(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    """Requests happen when the tests do."""
    monkeypatch.setattr("hamkke.accounts.middleware.timezone.now", lambda: now)


def _later(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr("hamkke.accounts.middleware.timezone.now", lambda: moment)


def url(name: str, *arguments: int) -> str:
    return reverse(f"placements_desk:{name}", args=arguments)


def h1(html: str) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)
    assert found, html
    return re.sub(r"<[^>]+>", "", found.group(1)).strip()


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def fields(**changes: Any) -> dict[str, Any]:
    return {
        "title": "겨울 회차",
        "school_year": "2025",
        "opens_at": "2025-12-11T09:00",
        "closes_at": "2025-12-19T17:00",
        "wish_limit": "5",
        "quota": "1",
        "seed_source": "동행복권 제1200회 당첨번호",
    } | changes


def test_a_round_is_made_opened_and_published_in_pages(
    ground: Ground, browse: Browse, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    officer = browse(ground.officer)
    assert h1(page(officer, url("rounds"))) == "지금 희망을 받는 회차가 없습니다"
    response = officer.post(url("make"), fields())
    with acting_as(roles.OWNER):
        number = Round.objects.get().pk
    assert response.url == url("sessions", number)
    assert "일정을 골라 주세요" in page(officer, url("round", number))
    chosen = [ground.sessions[key] for key in ("woodwork", "radio")]
    assert officer.post(url("sessions", number), {"sessions": chosen}).url == url("round", number)
    assert h1(page(officer, url("round", number))) == "이제 회차를 열 수 있습니다"
    assert h1(page(officer, url("open", number))) == "‘겨울 회차’를 열까요?"
    officer.post(url("open", number))
    assert h1(page(officer, url("round", number))) == "12월\u00a019일(금) 17:00까지 희망을 받습니다"
    for key in ("teacher", "colleague"):
        ground.wish(ground.world.viewer(key), number, ["woodwork", "radio"])
    assert "2학급" not in h1(page(officer, url("round", number)))
    _later(monkeypatch, ground.now + timedelta(days=9))
    officer = browse(ground.officer)
    officer.post(url("close", number))
    assert h1(page(officer, url("round", number))) == "2학급이 희망을 냈습니다"
    confirm = officer.post(url("seed", number), {"seed": f"  {SEED} "}).content.decode()
    assert h1(confirm) == f"‘{SEED}’로 추첨할까요?"
    officer.post(url("seed", number), {"seed": SEED, "confirmed": "1"})
    assert h1(page(officer, url("round", number))) == "배정을 계산하고 있습니다"
    with acting_as(roles.JOBS, ground.officer.identity):
        allocate_round(viewer=ground.officer.identity, round_id=number, now=ground.now)
    assert h1(page(officer, url("round", number))).startswith("검산을 마쳤습니다")
    page(officer, url("bundle", number), status=404)
    officer.post(url("publish", number))
    assert h1(page(officer, url("round", number))) == "2학급 가운데 2학급이 배정되었습니다"
    bundle = tmp_path / "bundle.json"
    bundle.write_bytes(officer.get(url("bundle", number)).content)
    checked = CliRunner().invoke(allocation_cli, ["verify", str(bundle)])
    assert checked.exit_code == 0, checked.output
    for key in ("teacher", "student", "parent"):
        result = page(browse(ground.world.viewer(key)), url("result", number))
        assert re.fullmatch(r"5학년 1반은 [12]지망에 배정되었습니다", h1(result))
        assert "검산 자료 내려받기" in result


def test_wishes_are_moved_with_plain_buttons(ground: Ground, browse: Browse) -> None:
    number = ground.opened()
    teacher = browse(ground.world.viewer("teacher"))
    first, second = ground.numbers(number, ["woodwork", "small"])
    assert h1(page(teacher, url("wishes", number))) == "가고 싶은 프로그램을 담아 주세요"
    response = teacher.post(url("wishes", number), {"version": 0, "press": f"add-{first}"})
    assert response.url == f"{url('wishes', number)}#wish-{first}"
    teacher.post(url("wishes", number), {"version": 1, "wish": [first], "press": f"add-{second}"})
    html = page(teacher, url("wishes", number))
    assert h1(html) == "가고 싶은 순서대로 놓아 주세요"
    assert "임시 저장" in html
    assert "한 반 20명까지" in html
    assert "확인할 희망 1개" in html
    teacher.post(
        url("wishes", number), {"version": 2, "wish": [first, second], "press": f"up-{second}"}
    )
    with acting_as(roles.OWNER):
        assert Application.objects.get().draft == [second, first]
    response = teacher.post(
        url("wishes", number), {"version": 3, "wish": [second, first]}, follow=True
    )
    html = response.content.decode()
    assert "제출했습니다. 12월 19일(금) 10:00까지 바꿀 수 있습니다." in html
    assert h1(html) == "희망을 제출했습니다"
    response = teacher.post(url("withdraw", number), {"version": 3}, follow=True)
    assert h1(response.content.decode()) == "가고 싶은 순서대로 놓아 주세요"


def test_a_list_refused_keeps_what_was_typed(
    ground: Ground, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = ground.opened()
    teacher = browse(ground.world.viewer("teacher"))
    order = ground.numbers(number, ["radio", "woodwork"])
    ground.wish(ground.world.viewer("teacher"), number, ["stars"])
    response = teacher.post(url("wishes", number), {"version": 0, "wish": order})
    html = response.content.decode()
    assert response.status_code == 400
    assert "그사이 다른 창에서 희망을 고쳤습니다." in html
    assert re.findall(r'name="wish" value="(\d+)"', html) == [str(item) for item in order]
    assert 'name="version" value="1"' in html
    assert "저장되어 있는 순서" in html
    _later(monkeypatch, ground.now + timedelta(days=8))
    teacher = browse(ground.world.viewer("teacher"))
    response = teacher.post(url("wishes", number), {"version": 1, "wish": order})
    html = response.content.decode()
    assert response.status_code == 400
    assert "12월 19일(금) 10:00에 마감되어 받지 못했습니다." in html
    assert re.findall(r'name="wish" value="(\d+)"', html) == [str(item) for item in order]
    assert "희망 제출하기" not in html
    assert "제출되어 있는 순서" in html


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"version": "x", "wish": ["1"]},
        {"version": "-1"},
        {"version": "0", "wish": ["\x00", "😀", "1e9", "-3", "９", "1" * 400], "press": "up-😀"},
        {"version": "0", "wish": ["999999"], "press": "add-999999999999999999"},
        {"version": "0", "press": "fly-1"},
        {"version": "9" * 30, "press": "\x00"},
        {"version": "0", "wish": [str(number) for number in range(500)]},
    ],
)
def test_hostile_lists_get_a_sentence(
    ground: Ground, browse: Browse, typed: dict[str, Any]
) -> None:
    number = ground.opened()
    teacher = browse(ground.world.viewer("teacher"))
    response = teacher.post(url("wishes", number), typed)
    assert response.status_code in {200, 400}
    with acting_as(roles.OWNER):
        assert not Application.objects.exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", ""),
        ("title", "가" * 81),
        ("title", "겨울\x00"),
        ("school_year", "올해"),
        ("school_year", "9" * 40),
        ("opens_at", "어제"),
        ("opens_at", "0001-01-01T00:00"),
        ("closes_at", "9999-12-31T23:59"),
        ("closes_at", "2025-12-11T08:00"),
        ("wish_limit", "0"),
        ("wish_limit", "11"),
        ("quota", "6"),
        ("seed_source", ""),
        ("seed_source", "가" * 201),
    ],
)
def test_a_round_form_with_a_mistake_keeps_the_rest(
    ground: Ground, browse: Browse, name: str, value: str
) -> None:
    officer = browse(ground.officer)
    response = officer.post(url("make"), fields(**{name: value}))
    html = response.content.decode()
    assert response.status_code == 200
    assert "고칠 곳이" in html
    if name != "seed_source":
        assert "동행복권 제1200회 당첨번호" in html
    with acting_as(roles.OWNER):
        assert not Round.objects.exists()


def test_text_is_kept_as_typed_and_shown_as_text(ground: Ground, browse: Browse) -> None:
    officer = browse(ground.officer)
    title = "<script>alert(1)</script> 🎉 회차"
    officer.post(url("make"), fields(title=title))
    with acting_as(roles.OWNER):
        number = Round.objects.get(title=title).pk
    html = page(officer, url("round", number))
    assert "<script>alert" not in html
    assert "🎉" in html


DESK = (
    "round",
    "revise",
    "sessions",
    "open",
    "close",
    "seed",
    "publish",
    "wishes",
    "result",
    "bundle",
)


@pytest.mark.parametrize("name", DESK)
@pytest.mark.parametrize(
    "key", ["other_office_officer", "other_teacher", "student", "parent", "citizen"]
)
def test_what_one_may_not_see_is_a_404(ground: Ground, browse: Browse, name: str, key: str) -> None:
    number = ground.opened()
    client = browse(ground.world.viewer(key))
    assert client.get(url(name, number)).status_code == 404
    assert client.get(url(name, 10**30)).status_code == 404
    assert client.get(url(name, 987_654)).status_code == 404


@pytest.mark.parametrize("name", ["open", "close", "seed", "repeat", "publish", "withdraw"])
@pytest.mark.parametrize("key", ["other_office_officer", "district_officer", "student"])
def test_what_one_may_not_do_is_a_404(ground: Ground, browse: Browse, name: str, key: str) -> None:
    number = ground.opened()
    client = browse(ground.world.viewer(key))
    typed = {"version": 0, "seed": "7", "confirmed": "1", "reason": "폭설"}
    assert client.post(url(name, number), typed).status_code == 404
    with acting_as(roles.OWNER):
        assert Round.objects.get().state == "open"


def test_a_step_at_the_wrong_time_is_a_sentence(ground: Ground, browse: Browse) -> None:
    number = ground.opened()
    officer = browse(ground.officer)
    for name, typed, words in (
        ("revise", fields(), "이미 연 회차는 고칠 수 없습니다."),
        ("sessions", {}, "이미 연 회차는 고칠 수 없습니다."),
        ("publish", {}, "검산을 마친 배정 결과가 없어 발표할 수 없습니다."),
        ("repeat", {}, "다시 계산할 회차가 아닙니다."),
        ("seed", {"seed": "7", "confirmed": "1"}, "마감한 뒤에만 추첨 번호를 넣을 수 있습니다."),
    ):
        html = officer.post(url(name, number), typed).content.decode()
        assert words in html, name
    html = officer.post(url("close", number), {"reason": ""}).content.decode()
    assert "고칠 곳이" in html
    officer.post(url("close", number), {"reason": "폭설 🌨"})
    with acting_as(roles.PUBLIC):
        assert public.published_round(number).early_close_reason == "폭설 🌨"


def test_pages_ask_as_often_for_many_as_for_few(
    ground: Ground, browse: Browse, django_assert_max_num_queries: Any
) -> None:
    number = ground.opened()
    teacher = browse(ground.world.viewer("teacher"))
    officer = browse(ground.officer)
    counts = []
    for _time in range(2):
        with django_assert_max_num_queries(60) as wishes:
            page(teacher, url("wishes", number))
        with django_assert_max_num_queries(60) as rounds:
            page(officer, url("rounds"))
        with django_assert_max_num_queries(60) as one:
            page(officer, url("round", number))
        counts.append([len(wishes), len(rounds), len(one)])
        ground.wish(ground.world.viewer("teacher"), number, ["woodwork", "radio", "stars"])
        ground.draft_of(f"회차 {_time}")
    # The first list has no application yet, so no wishes are fetched for it.
    assert counts[1][1:] == counts[0][1:]
    assert counts[1][0] <= counts[0][0] + 1


def test_the_list_of_rounds_speaks_to_the_teacher(ground: Ground, browse: Browse) -> None:
    teacher = browse(ground.world.viewer("teacher"))
    assert "아직 열린 회차가 없습니다." in page(teacher, url("rounds"))
    number = ground.opened()
    html = page(teacher, url("rounds"))
    assert h1(html) == "희망을 낼 회차가 1개 있습니다"
    assert "아직 내지 않음" in html
    ground.wish(ground.world.viewer("teacher"), number, ["radio"])
    assert h1(page(teacher, url("rounds"))) == "지금 낼 희망이 없습니다"
    assert "초안" not in page(browse(ground.world.viewer("student")), url("rounds"))
