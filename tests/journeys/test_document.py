"""A citizen takes an agreement home and asks whether a copy of it is the signed text."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.journeys.conftest import PHONE, WIDE, Site, overflow, violations

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.journey
VERIFY = "/agreements/verify/"


def _forged(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.infolist():
            part = source.read(entry)
            if entry.filename == "Contents/section0.xml":
                part = part.decode().replace("10억 원", "90억 원").encode()
            target.writestr(entry.filename, part)
    return out.getvalue()


def _ask(page: Page, path: str, file: Path) -> str:
    page.goto(path)
    page.locator("main input[type=file]").set_input_files(file)
    page.locator("main button[type=submit]").click()
    page.locator("h2#line-title").wait_for()
    return page.locator("h1").inner_text()


def test_a_copy_is_checked_without_javascript(browser: Browser, site: Site, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=site.url, locale="ko-KR")
    page = context.new_page()
    page.goto("/agreements/")
    page.get_by_role("link", name="금천교육협력특구 업무협약").first.click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="PDF로 내려받기").click()
    copy = tmp_path / "copy.pdf"
    waiting.value.save_as(copy)
    assert _ask(page, VERIFY, copy) == "서명한 문서 그대로입니다"
    context.close()


def test_one_amount_is_shown_to_whoever_asks(page: Page, tmp_path: Path) -> None:
    page.goto("/agreements/")
    page.get_by_role("link", name="송파교육협력특구 업무협약").first.click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="한글 문서(HWPX)로 내려받기").click()
    forged = tmp_path / "forged.hwpx"
    forged.write_bytes(_forged(waiting.value.path().read_bytes()))
    for path, said in ((VERIFY, "서명한 글과 1곳이 다릅니다"), (f"/en{VERIFY}", "1 place differs")):
        assert said in _ask(page, path, forged)
        assert page.locator("del").inner_text().endswith("10]")
        for size in (WIDE, PHONE):
            page.set_viewport_size(size)
            assert violations(page) == []
            assert overflow(page) <= 0
