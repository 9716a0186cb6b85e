"""A local organization applies: refused with a reason, mended, approved, and at work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.conftest import Site
from tests.journeys.people import Newcomer, Person

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.journey
NAME, NUMBER = "한빛 나무공방", "124-81-00998"
REASON = "고유번호증의 이름이 기관 이름과 다릅니다. 맞는 서류를 올려 주세요."


def _apply(applicant: Person, document: str) -> str:
    """Fills the form in and returns the address that tells how it stands."""
    page = applicant.page
    applicant.check()
    values = {
        "name": NAME,
        "registration_number": NUMBER,
        "address": "한빛구 예시로 3",
        "contact_name": "나목수",
        "contact_email": "wood@example.kr",
        "plan": "학급마다 의자를 하나씩 만들어 교실에 둡니다.",
    }
    for field, value in values.items():
        page.locator(f"main [name={field}]").fill(value)
    page.locator("main [name=district]").select_option(label="한빛구")
    file = {"name": document, "mimeType": "application/pdf", "buffer": b"%PDF-1.7 1"}
    page.locator("main [name=documents]").set_input_files(file)  # type: ignore[arg-type]
    applicant.press()
    assert "참여 신청을 받았습니다" in page.locator("h1").inner_text()
    applicant.check()
    return page.url


def _decide(officer: Person, button: str, reason: str = "") -> None:
    officer.page.locator("main [name=reason]").fill(reason)
    officer.page.get_by_role("button", name=button).click()
    officer.page.wait_for_load_state("load")


def test_refused_then_approved(browser: Browser, site: Site, ground: None) -> None:
    applicant, officer = Person(browser, site), Person(browser, site, "journey.registrar")
    applicant.page.goto("/directory/")
    applicant.page.get_by_role("link", name="우리 기관도 참여하기").first.click()
    applicant.page.wait_for_load_state("load")
    first = _apply(applicant, "다른 이름.pdf")

    officer.open_task(NAME)
    officer.check()
    assert "다른 이름.pdf" in officer.page.locator("main").inner_text()
    _decide(officer, "승인하지 않기")
    assert "까닭" in officer.page.locator(".hk-error").first.inner_text()
    _decide(officer, "승인하지 않기", REASON)
    applicant.page.goto(first)
    assert REASON in applicant.page.locator("main").inner_text()
    applicant.check()

    applicant.press()  # mend and apply again
    second = _apply(applicant, "고유번호증.pdf")
    officer.open_task(NAME)
    _decide(officer, "승인하기")
    applicant.page.goto(second)
    assert "승인했습니다" in applicant.page.locator("h1").inner_text()

    officer.goto_organization(NAME)
    manager = Newcomer(browser, site, officer.print_code(), "나목수")
    assert NAME in manager.page.locator("header").first.inner_text()
    manager.page.goto("/desk/directory/")
    manager.check()
    manager.press()  # the first service that others will find
    assert "/desk/directory/" in manager.page.url
    manager.check()
