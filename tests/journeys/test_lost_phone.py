"""A lost phone: a recovery code helps, else a colleague; then a passkey instead of a password."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.authenticator import code_of, hold_passkeys, set_up_app
from tests.journeys.conftest import FILLED, PHONE, Site, overflow, violations
from tests.journeys.ground import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.plugin import DjangoDbBlocker

pytestmark = pytest.mark.journey
OFFICER, COLLEAGUE = "lost.officer@geumcheon.example", "lost.colleague@geumcheon.example"


def _lay_people() -> None:
    from allauth.account.models import EmailAddress
    from django.contrib.auth.hashers import PBKDF2PasswordHasher

    from hamkke.accounts.models import Account
    from hamkke.organizations.models import Organization
    from tests.world import add_viewer

    district = Organization.objects.get(name="금천구")
    for address in (OFFICER, COLLEAGUE):
        name = address.partition("@")[0]
        add_viewer(name="한가람", login_name=name, organization=district, role="officer")
        account = Account.objects.get(login_name=name)
        account.password = PBKDF2PasswordHasher().encode(PASSWORD, "salt")
        account.save()
        EmailAddress.objects.create(user=account, email=address, verified=True, primary=True)


def _letters() -> int:
    """How many letters went to the officer; what they said is gone once they are delivered."""
    from hamkke.mail.models import Message

    return Message.objects.filter(address=OFFICER, purpose="sign_in").count()


def _sign_in(page: Page, address: str) -> None:
    page.goto("/accounts/sign-in/")
    page.locator("main [name=login_name]").fill(address)
    page.locator("main [name=password]").fill(PASSWORD)
    page.locator(FILLED).click()
    page.wait_for_load_state("load")


def _sound(page: Page) -> None:
    """Sound for screen readers, with one heading and one button, wide and on a phone."""
    assert page.locator("h1").count() == 1
    assert page.locator(FILLED).count() <= 1
    for size in (PHONE, {"width": 1280, "height": 900}):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert overflow(page) == 0, page.url
    assert violations(page) == [], page.url


def _sign_out(page: Page) -> None:
    page.goto("/accounts/sessions/")
    page.locator("form[action='/accounts/sign-out/'] button").first.click(force=True)
    page.wait_for_url("**/accounts/sign-in/")


def test_a_lost_phone(site: Site, browser: Browser, django_db_blocker: DjangoDbBlocker) -> None:
    site.as_owner(django_db_blocker, _lay_people)
    officer = browser.new_context(base_url=site.url, locale="ko-KR").new_page()
    officer.goto("/accounts/sign-in/")
    _sound(officer)
    secret, codes = _first_sign_in(officer)
    _with_code(officer, secret)
    _with_recovery_code(officer, codes[0])
    colleague = browser.new_context(base_url=site.url, locale="ko-KR").new_page()
    counts: list[int] = []
    site.as_owner(django_db_blocker, lambda: counts.append(_letters()))
    _colleague_helps(colleague)
    site.as_owner(django_db_blocker, lambda: counts.append(_letters()))
    assert counts[1] == counts[0] + 1  # the officer is told that the factors are gone
    _anew_with_a_passkey(officer)
    for page in (officer, colleague):
        page.context.close()


def _first_sign_in(page: Page) -> tuple[str, list[str]]:
    """The password alone does not open the desk: the officer is led to an app."""
    _sign_in(page, OFFICER)
    page.wait_for_url("**/accounts/second-factor/")
    _sound(page)
    page.get_by_role("link", name="휴대전화의 인증 앱 쓰기").click()
    page.wait_for_url("**/accounts/security/app/")
    _sound(page)
    page.locator("[name=code]").fill("12")
    page.locator(FILLED).click()
    page.locator(".hk-summary").wait_for()
    _sound(page)
    secret, codes = set_up_app(page)
    assert len(set(codes)) == 10
    _sound(page)
    page.locator(FILLED).click()
    page.wait_for_url("**/desk/")
    page.goto("/accounts/security/codes/")
    assert codes[0] not in page.content()
    page.goto("/accounts/security/")
    _sound(page)
    return secret, codes


def _with_code(page: Page, secret: str) -> None:
    _sign_out(page)
    _sign_in(page, OFFICER)
    page.wait_for_url("**/accounts/sign-in/second-factor/")
    _sound(page)
    page.goto("/desk/")
    assert "/accounts/sign-in/" in page.url
    _sign_in(page, OFFICER)
    page.locator("[name=code]").fill(code_of(secret))
    page.locator(FILLED).click()
    page.wait_for_url("**/desk/")


def _with_recovery_code(page: Page, code: str) -> None:
    for is_first in (True, False):
        _sign_out(page)
        _sign_in(page, OFFICER)
        page.locator("[name=code]").fill(code)
        page.locator(FILLED).click()
        if is_first:
            page.wait_for_url("**/desk/")
    page.locator(".hk-summary").wait_for()
    assert "코드가 맞지" in page.content() or "확인하지 못했습니다" in page.content()


def _colleague_helps(page: Page) -> None:
    hold_passkeys(page)
    _sign_in(page, COLLEAGUE)
    page.locator(FILLED).click()
    page.wait_for_url("**/accounts/security/passkeys/add/")
    _sound(page)
    page.locator("[name=name]").fill("업무용 노트북")
    page.locator(FILLED).click()
    page.wait_for_url("**/accounts/security/codes/")
    page.goto("/accounts/security/")
    assert "업무용 노트북" in page.content()
    page.get_by_role("link", name="잃어버린 2단계 인증 지우기").click()
    page.locator("[name=address]").fill(COLLEAGUE)
    page.get_by_label("기기를 잃어버렸습니다.").check()
    page.locator(FILLED).click()
    page.locator(".hk-summary").wait_for()  # not one's own
    _sound(page)
    page.locator("[name=address]").fill(OFFICER)
    page.locator(FILLED).click()
    page.get_by_text("2단계 인증을 지우고 이메일로 알렸습니다.").wait_for()
    page.goto("/accounts/sessions/")
    _sound(page)


def _anew_with_a_passkey(page: Page) -> None:
    hold_passkeys(page)
    _sign_in(page, OFFICER)
    page.wait_for_url("**/accounts/second-factor/")
    page.locator(FILLED).click()
    page.locator(FILLED).click()
    page.wait_for_url("**/accounts/security/codes/")
    _sign_out(page)
    page.get_by_role("button", name="패스키로 로그인").click()
    page.wait_for_url("**/desk/")
