"""People at browsers of their own, as journeys know them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.journeys.authenticator import set_up_app
from tests.journeys.conftest import FILLED, Site, overflow, violations
from tests.journeys.ground import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CODE = r"(?:[0-9A-Z]{4}-){2}[0-9A-Z]{4}"


class Person:
    """Somebody at a browser of their own."""

    def __init__(self, browser: Browser, site: Site, login_name: str = "") -> None:
        self.page: Page = browser.new_context(base_url=site.url, locale="ko-KR").new_page()
        if login_name:
            self.sign_in(login_name)

    def sign_in(self, login_name: str) -> None:
        """Signs in with the password that everybody here has."""
        self.page.goto("/accounts/sign-in/")
        self.page.locator("main [name=login_name]").fill(login_name)
        self.page.locator("main [name=password]").fill(PASSWORD)
        self.press()
        self.arrive()

    def arrive(self) -> None:
        """Comes to the desk; officials set up an app on the way."""
        if "/accounts/second-factor/" in self.page.url:
            self.page.goto("/accounts/security/app/")
            set_up_app(self.page)
            self.press()
        self.page.wait_for_url("**/desk/**")

    def press(self) -> None:
        """Presses the one filled button; the page must be sound before."""
        assert self.page.locator("h1").count() == 1
        self.page.locator(FILLED).click()
        self.page.wait_for_load_state("load")

    def do_first_task(self) -> None:
        """Opens what the day page says is most urgent, as soon as a worker has posted it."""
        for _ in range(60):
            self.page.goto("/desk/")
            if self.page.locator(FILLED).count():
                break
            self.page.wait_for_timeout(500)
        self.press()

    def check(self) -> None:
        """Holds the page against axe and against scrolling sideways."""
        assert violations(self.page) == []
        assert overflow(self.page) == 0

    def add(self, **values: str) -> None:
        """Puts an organization on record; the page after it invites its first person."""
        self.page.goto("/desk/people/organizations/new/")
        self.check()
        for box in self.page.locator("main [type=checkbox]").all():
            box.check()
        for field, value in values.items():
            control = self.page.locator(f"main [name={field}]")
            if control.evaluate("node => node.tagName") == "SELECT":
                control.select_option(label=value)
            else:
                control.fill(value)
        self.press()
        assert "/invite/" in self.page.url

    def invite(self, name: str, role: str, **choices: str) -> None:
        """Fills in the form of an invitation that is open."""
        self.check()
        self.page.locator("main [name=name]").fill(name)
        self.page.locator("main [name=role]").select_option(label=role)
        for field, label in choices.items():
            self.page.locator(f"main [name={field}]").select_option(label=label)
        self.press()

    def print_code(self) -> str:
        """Prints the first letter on the page and returns its code."""
        self.page.get_by_role("button", name="초대장 인쇄").first.click()
        self.page.wait_for_load_state("load")
        self.check()
        found = re.search(CODE, self.page.locator(".hk-letter").first.inner_text())
        assert found
        return found.group()

    def confirm(self) -> None:
        """Confirms what waits for a second person."""
        self.page.goto("/desk/people/")
        self.check()
        self.page.get_by_role("link", name="확인하기").first.click()
        self.page.wait_for_load_state("load")
        self.check()
        self.press()

    def goto_organization(self, name: str) -> None:
        """Opens the people of an organization that the own one looks after."""
        self.page.goto("/desk/people/")
        self.page.locator("main").get_by_role("link", name=name, exact=True).click()
        self.page.wait_for_load_state("load")

    def open_task(self, about: str) -> None:
        """Opens the task that is about this, as soon as a worker has posted it."""
        row = self.page.locator("main .hk-panel, main li", has_text=about).first
        for _ in range(60):
            self.page.goto("/desk/")
            if row.count():
                break
            self.page.wait_for_timeout(500)
        row.get_by_role("link").first.click()
        self.page.wait_for_load_state("load")


class Newcomer(Person):
    """Somebody who comes in with a printed code."""

    def __init__(self, browser: Browser, site: Site, code: str, name: str) -> None:
        super().__init__(browser, site)
        self.name = name
        self.page.goto("/accounts/code/")
        self.check()
        self.page.locator("main [name=code]").fill(code.lower())
        self.press()
        self.check()
        values = {
            "name": name,
            "email": f"new{len(name)}-{id(self)}@example.kr",
            "password": PASSWORD,
        }
        for field, value in (values | {"again": PASSWORD}).items():
            self.page.locator(f"main [name={field}]").fill(value)
        self.press()
        self.arrive()
