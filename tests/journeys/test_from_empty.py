"""From an empty installation to a teacher's first application, all of it in the browser.

One administrator code is printed on the terminal; everybody else comes in by an invitation.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.journeys import test_thread as thread
from tests.journeys.conftest import FILLED, Site, data_folder, printed, running
from tests.journeys.ground import today
from tests.journeys.people import CODE, Newcomer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.journeys.people import Person

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, str]]:
    """An installation with nothing but the metropolitan office, and the code it printed."""
    log: Path = tmp_path_factory.mktemp("empty") / "demo.log"
    with data_folder() as data, running(log, data, "--empty") as site:
        yield site, printed(log, CODE)


def _invite_powerful(first: Newcomer, second: Newcomer, place: str, name: str, role: str) -> str:
    """Two persons for a powerful role: one invites, the other confirms and hands the letter out."""
    if "/invite/" not in first.page.url:
        first.goto_organization(place)
        first.page.get_by_role("link", name="사람 초대하기").click()
        first.page.wait_for_load_state("load")
    first.invite(name, role)
    second.confirm()
    return second.print_code()


def _delegate(chief: Newcomer, officer: str) -> None:
    """Nobody approves the own draft alone: the second officer delegates the power to."""
    chief.page.goto("/desk/agreements/stand-ins/")
    chief.check()
    chief.page.locator("main [name=deputy]").select_option(label=officer)
    chief.page.locator("main [name=valid_until]").fill(str(today() + timedelta(days=90)))
    chief.press()
    chief.check()


def _set_up(browser: Browser, site: Site, code: str) -> dict[str, Person]:
    first = Newcomer(browser, site, code, "한가람")
    first.page.goto("/desk/people/")
    first.press()  # invite the second officer: the one powerful role without a second person
    first.invite("두나래", "담당자")
    second = Newcomer(browser, site, first.print_code(), "두나래")
    first.page.goto("/desk/people/")
    first.press()
    first.invite("세교육", "교육감")
    second.confirm()
    people: dict[str, Person] = {
        "superintendent": Newcomer(browser, site, second.print_code(), "세교육")
    }
    first.add(kind="자치구", name="금천구", name_en="Geumcheon-gu", code="11545")
    code = _invite_powerful(first, second, "금천구", "네구청", "담당자")
    people["district"] = Newcomer(browser, site, code, "네구청")
    code = _invite_powerful(first, second, "금천구", "다구장", "기관장")
    people["head"] = Newcomer(browser, site, code, "다구장")
    first.add(kind="교육지원청", name="남부교육지원청", name_en="Nambu")
    code = _invite_powerful(first, second, "남부교육지원청", "여남부", "담당자")
    people["office"] = office = Newcomer(browser, site, code, "여남부")
    code = _invite_powerful(first, second, "남부교육지원청", "하과장", "담당자")
    _delegate(Newcomer(browser, site, code, "하과장"), "여남부")
    district = people["district"]
    assert isinstance(district, Newcomer)
    district.add(kind="체험처", name="금천 도자기마을", district="금천구", address="예시로 1")
    district.invite("칠도예", "체험처 관리자")
    people["venue"] = Newcomer(browser, site, district.print_code(), "칠도예")
    office.add(
        kind="학교",
        name="은하수초등학교",
        code="SAMPLE-EMPTY",
        district="금천구",
        level="초등학교",
        address="예시로 2",
    )
    office.invite("팔교무", "학교 담당자")
    people["school"] = Newcomer(browser, site, office.print_code(), "팔교무")
    return people


def _bring_in_staff(school: Newcomer, folder: Path) -> str:
    page = school.page
    page.goto("/desk/people/import/")
    school.check()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    head = download.value.path().read_text(encoding="utf-8-sig").splitlines()[0]
    file = folder / "staff.csv"
    file.write_text(f"{head}\n구담임,,담임교사,9,1,24\n", encoding="cp949")
    page.locator("main [name=file]").set_input_files(file)
    school.press()
    school.check()
    assert "학년을 1부터 6까지의 숫자로" in page.locator("main").inner_text()
    school.press()  # back to the form
    file.write_text(f"{head}\n구담임,,담임교사,5,1,24\n", encoding="cp949")
    page.locator("main [name=file]").set_input_files(file)
    school.press()
    school.check()
    school.press()  # bring in
    page.goto("/desk/people/")
    school.check()
    return school.print_code()


def test_from_one_code_to_a_first_application(
    browser: Browser, empty: tuple[Site, str], tmp_path: Path
) -> None:
    site, code = empty
    people = _set_up(browser, site, code)
    school = people["school"]
    assert isinstance(school, Newcomer)
    teacher = Newcomer(browser, site, _bring_in_staff(school, tmp_path), "구담임")
    assert (
        "은하수초등학교 · 담임교사 · 5학년 1반" in teacher.page.locator("header").first.inner_text()
    )
    # The code was for once.
    again = browser.new_context(base_url=site.url, locale="ko-KR").new_page()
    again.goto("/accounts/code/")
    again.locator("main [name=code]").fill(code)
    again.locator(FILLED).click()
    again.get_by_role("alert").get_by_text("쓸 수 없는 초대입니다").wait_for()

    thread._agree(people, has_standard=False)
    thread._offer(people)
    thread._open_round(people["office"])
    thread._wish(teacher, (1, 2))
    teacher.check()
