"""The whole thread in one go: agreement, program, round, wishes, allocation, public figures.

Everything is done in the browser by people of a district that is not in the sample data.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from hamkke.organizations.school_year import school_year_of
from tests.journeys.conftest import FILLED, ROOT, Site
from tests.journeys.ground import CODE, today
from tests.journeys.people import Person

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.journey
SUBTITLE = "주체적이고 행복한 학생 성장을 지원하는 체험교육 및 학생맞춤통합지원"
SEED = "7 13 21 28 33 41 + 5"


def _agree(people: dict[str, Person], *, has_standard: bool) -> None:
    page = people["district"].page
    page.goto("/desk/agreements/new/")
    page.locator("main [name=title]").fill("한빛교육협력특구 업무협약")
    page.locator("main [name=subtitle]").fill(SUBTITLE)
    page.locator("main [name=signing_date]").fill("2025-09-27")
    texts = page.locator("main textarea[name^=text_]")
    for index in range(texts.count()):
        texts.nth(index).fill(f"한빛구와 교육지원청이 함께 이룰 과제 {index + 1}")
    people["district"].check()
    people["district"].press()
    if has_standard:
        _negotiate(people, page.url)
    people["district"].press()  # submit, which leads on to the line
    district = people["district"].page
    heads = district.locator("main [name=decider] option").count()
    district.locator("main [name=decider]").select_option(index=heads - 1)
    people["district"].check()
    people["district"].press()  # lay the line: the head decides
    people["office"].do_first_task()
    people["office"].press()  # lay the line: the officer decides by delegation
    people["office"].press()  # approve
    assert "전결" in people["office"].page.locator(".hk-approval").last.inner_text()
    people["head"].do_first_task()
    people["head"].check()
    people["head"].press()  # approve
    for who in ("superintendent", "head"):
        people[who].do_first_task()
        people[who].check()
        people[who].press()  # sign


def _negotiate(people: dict[str, Person], agreement: str) -> None:
    """Fills the standard's blank in: one side proposes, the other counters, the first accepts."""
    for who, amount in (("district", "5억 원"), ("office", "6억 원")):
        page = people[who].page
        page.goto(agreement)
        people[who].check()
        page.locator("section[aria-labelledby=open-title] .hk-row-title a").click()
        clause = page.url
        wording = page.locator("main [name=text]")
        wording.fill(wording.input_value().replace("{금액}", amount).replace("5억 원", amount))
        people[who].check()
        page.get_by_role("button", name="상대 기관에 제안하기").click()
        page.get_by_text("제안했습니다.").wait_for()
    page = people["district"].page
    page.goto(clause)
    assert "{금액}" in "".join(page.locator("del").all_inner_texts())
    assert "6억 원" in "".join(page.locator("ins").all_inner_texts())
    people["district"].press()  # accept
    page.goto(agreement)


def _offer(people: dict[str, Person]) -> None:
    venue = people["venue"]
    page = venue.page
    page.goto("/desk/programs/new/")
    page.locator("main [name=agreement_pillar]").select_option(index=1)
    page.locator("main [name=title]").fill("흙으로 빚는 우리 반 그릇")
    page.locator("main [name=summary]").fill("물레를 돌려 반마다 그릇을 하나씩 빚습니다.")
    page.locator("main [name=description]").fill("흙을 만지고 물레를 배웁니다. 비가 와도 합니다.")
    page.locator("main [name=level]").select_option("elementary")
    page.locator("main [name=grade_from]").select_option("4")
    page.locator("main [name=grade_to]").select_option("6")
    day = today() + timedelta(days=40)
    for index, capacity in enumerate(("2", "1")):
        if page.locator(f"main [name$='-{index}-date']").count() == 0:
            page.get_by_role("button", name="더하기").click()
        for name, value in (
            ("date", str(day + timedelta(days=index))),
            ("starts", "09:30"),
            ("ends", "11:30"),
            ("place", "한빛 도자기마을 1작업실"),
            ("capacity", capacity),
            ("minimum", "1"),
        ):
            page.locator(f"main [name$='-{index}-{name}']").fill(value)
    venue.check()
    venue.press()  # save
    venue.press()  # submit
    for who in ("district", "office"):
        people[who].do_first_task()
        people[who].check()
        people[who].press()  # approve


def _open_round(office: Person) -> str:
    page = office.page
    now = datetime.now(ZoneInfo("Asia/Seoul"))
    page.goto("/desk/placements/new/")
    values = {
        "title": "한빛구 첫 회차",
        "school_year": str(school_year_of(today())),
        "opens_at": (now - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M"),
        "closes_at": (now + timedelta(days=7)).strftime("%Y-%m-%dT%H:%M"),
        "wish_limit": "2",
        "quota": "1",
        "seed_source": "마감 다음 토요일 복권 당첨 번호",
    }
    for name, value in values.items():
        page.locator(f"main [name={name}]").fill(value)
    office.check()
    office.press()  # make
    if "/sessions/" not in page.url:
        page.get_by_role("link", name="일정 고르기").first.click()
    for box in page.locator("input[name=sessions]").all():
        box.check()
    office.press()  # take the sessions
    office.press()  # open …
    office.press()  # … yes
    return page.url


def _wish(teacher: Person, order: tuple[int, int]) -> None:
    teacher.do_first_task()
    page = teacher.page
    for _ in order:
        page.get_by_role("button", name="담기").nth(0).click()
        page.wait_for_load_state("load")
    if order[0] > order[1]:
        page.get_by_role("button", name="아래로").first.click()
        page.wait_for_load_state("load")
    teacher.check()
    teacher.press()  # submit
    assert "제출" in page.locator("h1").inner_text()


def _allocate(office: Person, round_url: str) -> None:
    page = office.page
    page.goto(round_url)
    page.get_by_role("link", name="마감").first.click()
    page.locator("main [name=reason]").fill("모든 학급이 희망을 냈습니다.")
    office.press()  # close
    office.press()  # seed …
    page.locator("main [name=seed]").fill(SEED)
    office.press()  # … this one …
    office.press()  # … yes
    publish = page.locator(FILLED).filter(has_text="발표")
    for _ in range(60):
        page.goto(round_url)
        if publish.count():
            break
        page.wait_for_timeout(500)
    office.press()  # publish …
    office.press()  # … yes


def test_from_draft_to_public_figures(
    browser: Browser, site: Site, ground: None, tmp_path: Path
) -> None:
    names = ["district", "office", "superintendent", "head", "venue"]
    teachers = [f"teacher{number}" for number in range(1, 6)]
    people = {name: Person(browser, site, f"journey.{name}") for name in (*names, *teachers)}

    _agree(people, has_standard=True)
    public = browser.new_context(base_url=site.url, locale="ko-KR").new_page()
    public.goto(f"/districts/{CODE}/")
    assert "2025.\u00a09.\u00a027.\u00a0(토)" in public.locator("main").inner_text()
    assert SUBTITLE in public.locator("main").inner_text()

    _offer(people)
    round_url = _open_round(people["office"])
    for number, teacher in enumerate(teachers):
        _wish(people[teacher], (1, 2) if number % 2 else (2, 1))
    public.goto(f"/districts/{CODE}/")
    assert "흙으로 빚는 우리 반 그릇" in public.locator("main").inner_text()
    _allocate(people["office"], round_url)

    outcomes = []
    for teacher in teachers:
        people[teacher].page.goto("/desk/")
        people[teacher].page.get_by_role("link", name="배정 결과가 나왔습니다").click()
        people[teacher].page.wait_for_load_state("load")
        people[teacher].check()
        outcomes.append(people[teacher].page.locator("h1").inner_text())
    served = [text for text in outcomes if "지망에 배정되었습니다" in text]
    unserved = [text for text in outcomes if "배정되지 않았습니다" in text]
    assert (len(served), len(unserved)) == (3, 2), outcomes

    public.goto(f"/districts/{CODE}/")
    row = public.locator("tr", has_text="흙으로 빚는 우리 반 그릇")
    assert [cell.inner_text().strip() for cell in row.locator("td").all()] == ["3", "5", "10", "3"]
    _verify(people["teacher1"].page, tmp_path)


def _verify(page: Page, folder: Path) -> None:
    """Anybody can check the published result with the command."""
    with page.expect_download() as download:
        page.get_by_role("link", name="검산 자료 내려받기").click()
    path = folder / "bundle.json"
    download.value.save_as(path)
    command = [sys.executable, "-m", "hamkke.config.cli", "allocation", "verify", str(path)]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0
    bundle = json.loads(path.read_text(encoding="utf-8"))
    holder = next(key for key, given in bundle["allocation"].items() if given)
    bundle["allocation"][holder] = []
    path.write_text(json.dumps(bundle), encoding="utf-8")
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 1
