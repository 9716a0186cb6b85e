"""A press release: one writes, another approves, the clock ends the embargo, everybody reads."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from tests.journeys.conftest import FILLED, PHONE, Site, overflow, violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.plugin import DjangoDbBlocker

pytestmark = pytest.mark.journey
# Looks ten times a second, for half a minute at most.
OPENS = """async path => {
    for (let look = 0; look < 300; look += 1) {
        if ((await fetch(path)).status === 200) return true;
        await new Promise(again => setTimeout(again, 100));
    }
    return false;
}"""
TITLE = "금천구, 여정의 마을 배움터 연다(예시)"
ALT = "파란 하늘 아래 모인 어린이들을 그린 그림"


def _persona(browser: Browser, site: Site, key: str) -> Page:
    page = browser.new_context(base_url=site.url, locale="ko-KR").new_page()
    page.goto("/accounts/demo/")
    page.locator(f"main [name=persona][value={key}]").click()
    page.wait_for_url("**/desk/")
    return page


def _write(page: Page) -> None:
    page.goto("/desk/news/releases/")
    page.locator(FILLED).click()
    page.locator("main [name=category]").select_option("행사·모집")
    page.locator("main [name=title]").fill(TITLE)
    page.locator("main [name=body]").fill("배움터를 연다.\n\n■ 무엇을 하나\n\n- 의자\n- 철새")
    tomorrow = datetime.now(ZoneInfo("Asia/Seoul")) + timedelta(days=1)
    page.locator("main [name=embargo_at]").fill(tomorrow.strftime("%Y-%m-%dT09:00"))
    assert violations(page) == []
    page.locator(FILLED).click()
    page.get_by_role("link", name="그림·붙임 올리기").click()
    data = io.BytesIO()
    Image.new("RGB", (600, 300), "#256ef4").save(data, "PNG")
    file = {"name": "배움터.png", "mimeType": "image/png", "buffer": data.getvalue()}
    page.locator("main [name=file]").set_input_files([file])  # type: ignore[list-item]
    page.locator(FILLED).click()
    page.get_by_text("그림의 설명이 없어 올리지 못했습니다").first.wait_for()
    page.locator("main [name=file]").set_input_files([file])  # type: ignore[list-item]
    page.locator("main [name=alt]").fill(ALT)
    page.locator(FILLED).click()
    page.locator(f"main img[alt='{ALT}']").wait_for()
    page.locator(FILLED).click()
    page.get_by_text("내가 쓰거나 고친 글은 내가 승인할 수 없습니다.").wait_for()


def _approve(page: Page) -> None:
    page.goto("/desk/news/releases/")
    page.get_by_role("link", name=TITLE, exact=True).click()
    assert violations(page) == []
    page.locator(FILLED).click()
    page.get_by_text("승인했습니다. 보도 시점이 되면 공개됩니다.").wait_for()


def test_a_press_release(browser: Browser, site: Site, django_db_blocker: DjangoDbBlocker) -> None:
    _write(_persona(browser, site, "geumcheon-officer"))
    _approve(_persona(browser, site, "geumcheon-press"))
    found: list[int] = []

    def nearly_over() -> None:
        from hamkke.news.models import NewsItem

        item = NewsItem.objects.get(title=TITLE)
        item.embargo_until = datetime.now(ZoneInfo("Asia/Seoul")) + timedelta(seconds=2)
        item.save(update_fields=["embargo_until"])
        found.append(item.pk)

    public = browser.new_context(base_url=site.url, locale="ko-KR").new_page()
    public.goto("/news/")
    assert TITLE not in public.locator("main").inner_text()
    site.as_owner(django_db_blocker, nearly_over)
    path = f"/news/{found[0]}/"
    # Nobody does anything: the clock of the database opens it.
    assert public.evaluate(OPENS, path)
    public.goto("/news/")
    public.get_by_role("link", name=TITLE).click()
    for size in (PHONE, {"width": 1280, "height": 900}):
        public.set_viewport_size(size)  # type: ignore[arg-type]
        assert (violations(public), overflow(public)) == ([], 0)
    assert not public.get_by_text("보도일시").is_visible()
    public.emulate_media(media="print")
    for words in ("보도자료", "보도일시", "배포일", "담당부서", "담당자", "끝."):
        assert public.locator(".hk-press-form").get_by_text(words).first.is_visible(), words
    assert not public.locator(".hk-header").is_visible()
    assert public.pdf().startswith(b"%PDF-")
