"""A twelve-year-old signs up with a printed code: the guardian consents, refuses, never answers."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import pytest

from tests.journeys.conftest import FILLED, PHONE, WIDE, Site, overflow, printed, violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.plugin import DjangoDbBlocker

pytestmark = pytest.mark.journey
PASSWORD: Final = "바다-고래-열두-마리"
NAMES: Final = ("한결", "두결", "세결")


def _sound(page: Page) -> None:
    """Sound for screen readers, with one heading and one button, wide and on a phone."""
    assert page.locator("h1").count() == 1
    assert page.locator(FILLED).count() <= 1
    for size in (PHONE, WIDE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert overflow(page) == 0, page.url
    assert violations(page) == [], page.url


def _address(name: str, who: str = "child") -> str:
    return f"{who}{NAMES.index(name)}@journey.invalid"


def _next(page: Page) -> None:
    page.locator(FILLED).click()
    page.wait_for_load_state("load")


def _signs_up(page: Page, code: str, name: str, *, is_looked_at: bool) -> None:
    page.goto("/accounts/code/")
    page.locator("[name=code]").fill(code)
    _next(page)
    if is_looked_at:
        _sound(page)
    page.locator("[name=birth]").fill("2014-05-05")
    _next(page)
    if is_looked_at:
        _sound(page)
        _next(page)
        page.locator(".hk-summary").wait_for()
        _sound(page)
    for field, value in (
        ("name", name),
        ("email", _address(name)),
        ("password", PASSWORD),
        ("again", PASSWORD),
        ("guardian_email", _address(name, "guardian")),
    ):
        page.locator(f"[name={field}]").fill(value)
    _next(page)
    page.wait_for_url("**/accounts/waiting/")
    if is_looked_at:
        _sound(page)
        page.get_by_role("link", name="내 정보를 어떻게 다루는지 쉬운 말로 읽기").click()
        _sound(page)


def _can_sign_in(page: Page, name: str) -> bool:
    page.context.clear_cookies()
    page.goto("/accounts/sign-in/")
    page.locator("main [name=login_name]").fill(_address(name))
    page.locator("main [name=password]").fill(PASSWORD)
    _next(page)
    return page.url.endswith("/desk/")


def _link(site: Site, name: str) -> str:
    """The link in the letter to a child's guardian: the demo prints its letters."""
    letter = (
        rf"→ {re.escape(_address(name, 'guardian'))}\n(?:(?!──).*\n)*?.*/accounts/guardian/\S+/"
    )
    return "/accounts/guardian/" + printed(site.log, letter).rpartition("/accounts/guardian/")[2]


def _pass_a_week() -> None:
    """As the worker, a week later: what the periodic job does."""
    from django.utils import timezone

    from hamkke.accounts.actions.forget_unanswered import forget_unanswered
    from hamkke.accounts.models import ChildSignUp
    from hamkke.database import roles
    from hamkke.database.identity import acting_as

    assert ChildSignUp.objects.filter(key__name=NAMES[2]).exists()
    with acting_as(roles.JOBS):
        forget_unanswered(now=timezone.now() + timedelta(days=7, minutes=1))
    assert not ChildSignUp.objects.exists()


def test_a_twelve_year_old(
    site: Site, browser: Browser, django_db_blocker: DjangoDbBlocker
) -> None:
    teacher, child, guardian = (
        browser.new_context(base_url=site.url, locale="ko-KR").new_page() for _ in range(3)
    )
    teacher.goto("/accounts/demo/")
    teacher.locator("button[value=homeroom-teacher]").first.click()
    teacher.goto("/desk/families/")
    _sound(teacher)
    teacher.locator("[name=count]").fill("3")
    _next(teacher)
    _sound(teacher)
    codes = teacher.locator(".hk-letter-code").all_inner_texts()
    for name, code in zip(NAMES, codes, strict=True):
        _signs_up(child, code, name, is_looked_at=name == NAMES[0])
    consents, refuses, late = (_link(site, name) for name in NAMES)

    guardian.goto(consents)
    _sound(guardian)
    guardian.locator("[name=guardian_name]").fill("한보호")
    guardian.get_by_label("어머니").check()
    _next(guardian)
    guardian.get_by_text("한결 학생의 계정에 동의하셨습니다").wait_for()
    _sound(guardian)
    assert _can_sign_in(child, "한결")
    for path in ("/accounts/me/", "/accounts/me/all/", "/accounts/me/delete/"):
        child.goto(path)
        _sound(child)

    guardian.goto(refuses)
    guardian.get_by_role("button", name="동의하지 않기").click()
    guardian.get_by_text("자녀의 계정을 두지 않고 모두 지웠습니다").wait_for()
    _sound(guardian)
    assert not _can_sign_in(child, "두결")

    teacher.goto("/desk/families/")
    assert teacher.get_by_role("heading", name="세결").count() == 1
    site.as_owner(django_db_blocker, _pass_a_week)
    guardian.goto(late)
    guardian.get_by_text("쓸 수 없는 주소입니다").wait_for()
    assert not _can_sign_in(child, "세결")
    teacher.reload()
    assert teacher.get_by_role("heading", name="세결").count() == 0
    for page in (teacher, child, guardian):
        page.context.close()
