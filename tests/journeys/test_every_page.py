"""Every page that links reach, for every persona, wide and on the phone, in both languages.

The crawl starts at the home page and at the desk and opens one page of each route (and its Korean
and English version), so that a new page is looked at without being named here. A kind of page that
was seen at both widths, for another persona or in the other language, is looked at on the phone
alone, where all stands that stands on a wide screen.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.journeys.conftest import FILLED, PHONE, WIDE, Site, overflow, violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PERSONAS = (
    "geumcheon-officer",
    "nambu-officer",
    "superintendent",
    "geumcheon-head",
    "homeroom-teacher",
    "school-officer",
    "venue-manager",
    "student",
    "parent",
    "citizen",
)
DOWNLOADS = re.compile(
    r"\.(csv|json|ics|pdf|hwpx|xml|txt|xlsx)(\?.*)?$|/text/$|/static/|/files/"
    r"|/(checker|agreement)\.html$|^(/en)?/api/"
)

pytestmark = pytest.mark.journey
_SEEN_WIDE: set[str] = set()


def _shape(path: str) -> str:
    """Numbers stand for any number: one page of each kind is enough."""
    return re.sub(r"\d+", "0", path.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0])


def _links(page: Page, prefix: str) -> list[str]:
    hrefs = page.eval_on_selector_all("a[href]", "nodes => nodes.map(n => n.getAttribute('href'))")
    return [
        href
        for href in hrefs
        if href.startswith(prefix) and not href.startswith("//") and not DOWNLOADS.search(href)
    ]


def _look_at(page: Page, path: str) -> list[str]:
    problems = []
    kind = _shape(path).removeprefix("/en")
    sizes = (PHONE,) if kind in _SEEN_WIDE else (WIDE, PHONE)
    _SEEN_WIDE.add(kind)
    page.set_viewport_size(sizes[0])
    response = page.goto(path)
    status = response.status if response else 0
    if status != 200:
        return [f"{path}: {status}"]
    for size in sizes:  # turned, not loaded again: a page follows its width by itself
        page.set_viewport_size(size)
        where = f"{path} at {size['width']}"
        problems += [f"{where}: {item}" for item in violations(page)]
        if (pixels := overflow(page)) > 0:
            problems.append(f"{where}: scrolls sideways by {pixels} px")
        if (filled := page.locator(FILLED).count()) > 1:
            problems.append(f"{where}: {filled} filled buttons")
    if page.locator("h1").count() != 1:
        problems.append(f"{path}: {page.locator('h1').count()} h1")
    return problems


def _crawl(page: Page, start: str, prefix: str) -> tuple[set[str], list[str]]:
    shapes: set[str] = set()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(f"{page.url}: script error {error}"))
    page.on(
        "console",
        lambda said: (
            problems.append(f"{page.url}: console {said.text}") if said.type == "error" else None
        ),
    )
    waiting = [start]
    while waiting:
        path = waiting.pop(0)
        if _shape(path) in shapes:
            continue
        shapes.add(_shape(path))
        problems += _look_at(page, path)
        waiting += _links(page, prefix)
    return shapes, problems


def test_portal_in_both_languages(page: Page) -> None:
    shapes, problems = _crawl(page, "/", "/")
    public = {shape for shape in shapes if not shape.startswith(("/desk/", "/accounts/"))}
    for kept in (
        *("/", "/about/", "/districts/", "/districts/0/", "/agreements/", "/agreements/0/"),
        "/agreements/verify/",
        *("/programs/", "/programs/0/", "/news/", "/weather/"),
    ):
        assert kept in public, f"{kept} is not linked"
        assert f"/en{kept}" in public, f"/en{kept} is not linked"
    assert problems == []


@pytest.mark.parametrize("persona", PERSONAS)
def test_desk_of_each_persona(page: Page, persona: str) -> None:
    page.goto("/accounts/demo/")
    page.locator(f"button[name=persona][value={persona}]").first.click()
    page.wait_for_url("**/desk/**")
    shapes, problems = _crawl(page, "/desk/", "/desk/")
    assert shapes
    assert problems == []


def test_the_portal_works_without_javascript(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=site.url, locale="ko-KR")
    page = context.new_page()
    page.goto("/")
    page.get_by_role("link", name="금천구").first.click()
    assert page.url.endswith("/districts/11545/")
    page.goto("/programs/")
    page.get_by_role("searchbox").or_(page.locator("main input[type=search]")).first.fill(
        "안양천에서는"
    )
    page.keyboard.press("Enter")
    page.locator("main").get_by_text("안양천에서 겨울 철새 만나기").first.wait_for()
    assert "q=" in page.url
    context.close()


def test_home_is_light(page: Page) -> None:
    """HTML at most 60 KB compressed, everything at most 400 KB on a first visit."""
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    total: dict[str, float] = {}
    names: dict[str, str] = {}
    client.on(
        "Network.responseReceived", lambda e: names.update({e["requestId"]: e["response"]["url"]})
    )
    client.on(
        "Network.loadingFinished",
        lambda e: total.update({names.get(e["requestId"], "?"): e["encodedDataLength"]}),
    )
    page.goto("/", wait_until="networkidle")
    html = next(
        size for url, size in total.items() if url.rstrip("/").endswith(page.url.rstrip("/"))
    )
    assert html <= 60 * 1024, html
    assert sum(total.values()) <= 400 * 1024, total
