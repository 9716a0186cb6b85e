"""The shell in a real browser: axe, narrow screens, keyboard, no JavaScript, lost sessions.

No server runs: the browser's requests are answered from the templates, with the site's own
content security policy, and from the files that set-up made.
"""

from __future__ import annotations

import json
import mimetypes
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django import forms
from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.template import engines
from django.test import RequestFactory
from django.utils.csp import build_policy
from django.utils.translation import override

from hamkke.web.charts.korea_map import KINDS, StationDot, draw_stations
from hamkke.web.charts.queue_chart import draw_queue
from hamkke.web.charts.seoul_map import MapPlace, draw_map
from hamkke.web.charts.states import State, group_by_state
from hamkke.web.tables import Cell, Column, Row, Table
from hamkke.web.views import errors
from tests.hamkke.web.places import SEOUL

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Route

pytestmark = pytest.mark.journey
CHECKOUT = Path(__file__).resolve().parents[3]
AXE = CHECKOUT / "node_modules" / "axe-core" / "axe.min.js"
BUILT = CHECKOUT / "build" / "assets"
SITE = "http://localhost"
PHONE, SMALL, WIDE = 390, 320, 1280


class Offer(forms.Form):
    title = forms.CharField(label="제목", help_text="한 줄로 적어 주세요.")
    pupils = forms.IntegerField(label="인원")
    note = forms.CharField(label="메모", required=False, widget=forms.Textarea)
    kind = forms.ChoiceField(
        label="종류", choices=[("a", "체험"), ("b", "마을강사")], widget=forms.RadioSelect
    )
    level = forms.ChoiceField(label="학교급", choices=[("", "고르세요"), ("e", "초등학교")])
    read = forms.BooleanField(label="안내를 읽었습니다")


def places() -> list[MapPlace]:
    states = list(State)
    return [
        MapPlace(code, name, name[:-1], states[number % 5], f"/districts/{code}/")
        for number, (code, name) in enumerate(SEOUL)
    ]


HOME = """{% extends "web/base.html" %}{% load hk %}{% block title %}처음{% endblock %}
{% block strip %}<section class="hk-strip" aria-label="오늘 날씨"><div class="inner">
<b>{{ today|hk_date }}</b><span class="hk-strip-now">{% icon "sun" %} 서울 맑음 <b>2.6℃</b></span>
<a class="hk-link" href="/weather/">전국 97개 지점 날씨</a></div></section>{% endblock %}
{% block main %}<div class="hk-hero"><div><h1>학교와 마을이<br>함께 키우는 서울</h1>
<form class="hk-search" role="search" action="/"><label for="q">우리 동네 찾기</label>
<div class="hk-search-line"><input class="krds-input" id="q" name="q" type="search">
<button class="krds-btn primary large">찾기</button></div></form></div>
{% include "web/components/seoul_map.html" %}</div>
<section class="hk-section"><div class="hk-section-head"><h2>25개 구의 약속</h2></div>
{% include "web/components/twin_list.html" %}</section>{% endblock %}"""

PARTS = """{% extends "web/desk_base.html" %}{% load hk %}{% block title %}부품{% endblock %}
{% block breadcrumb %}{% breadcrumb %}<li><a href="/desk/">배정</a></li>
<li aria-current="page">결과</li>{% endbreadcrumb %}{% endblock %}
{% block main %}{% include "web/components/steps.html" with now=2 total=3 label="5학년 2반" %}
<header class="hk-head"><h1>5학년 2반은 2지망에 배정되었습니다</h1>
<p class="hk-lead">2026. 1. 15.</p>
<div class="hk-actions"><a class="krds-btn primary large" href="#x">참가 확정하기</a></div></header>
<div class="hk-split"><div><section class="hk-section"><h2>까닭</h2>
{% include "web/components/queue_chart.html" %}<ol class="hk-reasons"><li>하나</li></ol></section>
<section class="hk-section"><h2>결과</h2>{% include "web/components/table.html" %}
{% include "web/components/korea_map.html" %}
{% include "web/components/timeline.html" with caption="걸어온 길" %}
{% include "web/components/notice.html" with kind="look" text="그사이 고쳤습니다." %}
{% include "web/components/alert.html" with title="한파주의보" text="11일 21:00부터" %}
{% include "web/components/share.html" with share_url="/news/1/" share_title="소식" %}
{% include "web/components/empty.html" with why="없습니다." action_label="보기" action_url="/" %}
<ol class="hk-ranks"><li class="hk-rank"><span class="hk-rank-no">1</span><div>
<h3 class="hk-row-title">철새</h3>
{% include "web/components/tag.html" with kind="look" label="20명" %}
<div class="hk-rank-do"><button class="krds-btn tertiary small" disabled>위로</button>
<button class="hk-btn-plain">빼기</button></div></div></li></ol></section></div>
<aside class="hk-side"><section><h2>할 수 있는 일</h2><ul class="hk-side-list"><li>
<a class="hk-row-title" href="/">영등포구</a>
<p class="hk-meta">3일째</p></li></ul></section></aside>
</div>{% endblock %}{% block bar %}
{% include "web/components/sticky_bar.html" with submit_label="제출하기" %}{% endblock %}"""

FORM = """{% extends "web/desk_base.html" %}{% block title %}적기{% endblock %}{% block main %}
<header class="hk-head"><h1>프로그램을 적어 주세요</h1></header>
<form method="post" novalidate class="hk-form" data-once data-keep="offer">{{ form }}
<div class="hk-actions"><button class="krds-btn primary large">제출하기</button></div></form>
{% endblock %}"""


def drawn(source: str, context: dict[str, Any]) -> Callable[[Any], HttpResponse]:
    return lambda request: HttpResponse(
        engines["django"].from_string(source).render(context, request)
    )


def refused_form() -> Offer:
    form = Offer({"pupils": "열"})
    form.full_clean()
    return form


def parts() -> dict[str, Any]:
    stations = [
        StationDot(90 + n, f"지점{n}", 34 + n * 0.4, 127 + n % 3, f"{n}.5", kind)
        for n, kind in enumerate(KINDS)
    ]
    events = [
        {"when": date(2025, 9, 27), "actor": "금천구", "deed": "서명했습니다", "href": "/"},
        {"when": "2026년 3월", "deed": "시작합니다", "future": True},
    ]
    columns = Column("순위"), Column("자리", numeric=True), Column("결과")
    row = Row(Cell("1"), (Cell("12", href="/"), Cell("배정", tag="done")))
    return {
        "chart": draw_queue(total=31, places=12, ours=13, reserved=4),
        "map": draw_stations(stations),
        "table": Table("희망과 결과", columns, (row,)),
        "events": events,
    }


@pytest.fixture(scope="module")
def pages() -> dict[str, Callable[[Any], HttpResponse]]:
    home = drawn(HOME, {"map": draw_map(places()), "groups": group_by_state(places()),
                        "today": date(2025, 12, 11)})  # fmt: skip
    return {
        "/": home,
        "/en/": home,
        "/desk/parts/": drawn(PARTS, parts()),
        "/desk/form/": drawn(FORM, {"form": Offer()}),
        "/desk/refused/": drawn(FORM, {"form": refused_form()}),
        "/accounts/sign-in/": drawn(FORM, {"form": Offer()}),
        "/missing/": lambda request: errors.page_not_found(request, KeyError()),
        "/broken/": errors.server_error,
        "/expired/": errors.csrf_failure,
    }


@pytest.fixture(scope="module")
def answer(pages: dict[str, Callable[[Any], HttpResponse]]) -> Callable[[Route], None]:
    policy = build_policy(settings.SECURE_CSP)

    def respond(route: Route) -> None:
        address = route.request.url.removeprefix(SITE).partition("?")[0]
        if address.startswith("/static/"):
            name = address.removeprefix("/static/")
            file = finders.find(name) or str(BUILT / name)
            kind = mimetypes.guess_type(name)[0] or "font/woff2"
            route.fulfill(path=file, content_type=kind)
        elif address in pages:
            with override("en" if address.startswith("/en/") else "ko"):
                response = pages[address](RequestFactory().get(address))
            route.fulfill(
                status=response.status_code,
                body=response.content.decode(),
                headers={"content-type": "text/html; charset=utf-8",
                         "content-security-policy": policy},
            )  # fmt: skip
        else:
            route.fulfill(status=204)

    return respond


@pytest.fixture
def open_page(browser: Browser, answer: Callable[[Route], None]) -> Iterator[Callable[..., Page]]:
    contexts: list[BrowserContext] = []

    def open_at(address: str, width: int = WIDE, **options: Any) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, base_url=SITE, **options
        )
        contexts.append(context)
        context.route("**/*", answer)
        page = context.new_page()
        page.goto(address)
        return page

    yield open_at
    for context in contexts:
        context.close()


def axe(page: Page) -> list[str]:
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run()")
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found["violations"]]


ADDRESSES = (
    "/", "/en/", "/desk/parts/", "/desk/form/", "/desk/refused/", "/missing/", "/broken/",
    "/expired/",
)  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("width", [SMALL, WIDE])
def test_pages_have_no_barrier_and_fit_the_screen(
    open_page: Callable[..., Page], address: str, width: int
) -> None:
    complaints: list[str] = []
    page = open_page("about:blank", width)
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(address)
    ours = [text for text in complaints if "Failed to load resource" not in text]
    assert ours == []
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.evaluate("document.documentElement.style.setProperty('font-size', '20px')")
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_page_is_handed_on_or_its_address_copied(open_page: Callable[..., Page]) -> None:
    page = open_page("/desk/parts/")
    share, copy = (page.locator(f"[data-{name}]").first for name in ("send", "copy"))
    assert share.is_hidden()
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text }")
    copy.click()
    page.get_by_text("주소를 복사했습니다.").wait_for()
    assert page.evaluate("window.copied") == f"{SITE}/news/1/"
    page.add_init_script(
        "window.shared = []; navigator.share = async (what) => { window.shared.push(what) }"
    )
    page.reload()
    share.click()
    assert page.evaluate("window.shared") == [{"title": "소식", "url": f"{SITE}/news/1/"}]


def test_phone_menu_opens_without_javascript(open_page: Callable[..., Page]) -> None:
    page = open_page("/", PHONE, java_script_enabled=False)
    sheet = page.locator(".hk-menu-sheet")
    assert not sheet.is_visible()
    page.locator(".hk-menu summary").click()
    assert sheet.is_visible()
    assert sheet.get_by_role("link", name="로그인").is_visible()


def test_phone_menu_closes_with_escape(open_page: Callable[..., Page]) -> None:
    page = open_page("/", PHONE)
    page.locator(".hk-menu summary").click()
    page.keyboard.press("Escape")
    assert not page.locator(".hk-menu-sheet").is_visible()
    assert page.evaluate("document.activeElement.localName") == "summary"


def test_the_summary_of_errors_is_focused_and_leads_to_the_field(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/desk/refused/")
    assert page.evaluate("document.activeElement.id") == "error-summary"
    page.get_by_role("link", name="종류:").click()
    assert page.evaluate("document.activeElement.id") == "id_kind_0"
    assert page.input_value("#id_pupils") == "열"


def test_districts_are_reached_by_keyboard_in_korean_order(open_page: Callable[..., Page]) -> None:
    page = open_page("/")
    page.focus(".hk-search button")
    seen = []
    for _ in range(25):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert seen == sorted(seen)
    assert seen[0].startswith("강남구, ")


def test_phones_label_only_the_exceptions(open_page: Callable[..., Page]) -> None:
    page = open_page("/", PHONE)
    assert page.locator(".hk-map-label.is-usual").first.is_visible() is False
    assert page.locator(".hk-map-label:not(.is-usual)").first.is_visible()


def draft(page: Page) -> dict[str, str]:
    kept: dict[str, str] = page.evaluate("({...sessionStorage})")
    return kept


def test_typed_text_outlives_an_expired_session(open_page: Callable[..., Page]) -> None:
    page = open_page("/desk/form/")
    page.fill("#id_title", "안양천 철새")
    page.check("#id_read")
    page.evaluate("document.querySelector('form[data-keep]').action = '/expired/'")
    page.get_by_role("button", name="제출하기").click()
    page.wait_for_url("**/expired/")
    page.goto("/accounts/sign-in/")
    page.goto("/desk/form/")
    assert page.input_value("#id_title") == "안양천 철새"
    assert page.is_checked("#id_read")


def test_the_draft_goes_once_the_form_was_accepted(open_page: Callable[..., Page]) -> None:
    page = open_page("/desk/form/")
    page.fill("#id_title", "안양천 철새")
    assert json.loads(draft(page)["hk-keep:offer"])[0][1] == "안양천 철새"
    page.evaluate("document.querySelector('form[data-keep]').action = '/desk/parts/'")
    page.get_by_role("button", name="제출하기").click()
    page.wait_for_url("**/desk/parts/")
    assert draft(page) == {}
    page.goto("/desk/form/")
    assert page.input_value("#id_title") == ""


def test_a_second_press_sends_nothing(open_page: Callable[..., Page]) -> None:
    page = open_page("/desk/form/")
    page.evaluate(
        "window.sent = 0; const form = document.querySelector('form[data-once]');"
        "form.addEventListener('submit', (e) => {"
        "  if (!e.defaultPrevented) sent++; e.preventDefault(); });"
    )
    button = page.get_by_role("button", name="제출하기")
    button.click()
    button.click(force=True)
    assert page.evaluate("sent") == 1


def test_the_link_is_copied_or_the_reader_told(open_page: Callable[..., Page]) -> None:
    page = open_page("/desk/parts/")
    page.get_by_role("button", name="링크 복사").click()
    page.locator("[data-said]", has_text=re.compile("복사")).wait_for()


def test_paper_shows_no_navigation_and_the_wide_picture(open_page: Callable[..., Page]) -> None:
    page = open_page("/desk/parts/", PHONE)
    page.emulate_media(media="print")
    assert not page.locator(".hk-header").is_visible()
    assert not page.locator(".hk-bar").is_visible()
    assert page.locator(".hk-queue .is-wide").is_visible()
    assert page.locator(".hk-print").is_visible()
    assert "/desk/parts/" in page.locator(".hk-print").inner_text()


def test_focus_is_seen_and_never_under_the_bar(open_page: Callable[..., Page]) -> None:
    page = open_page("/desk/parts/", PHONE)
    bar = page.locator(".hk-bar")
    for link in page.locator("main a:visible, main button:visible:not([disabled])").all():
        link.focus()
        box = page.evaluate(
            "(() => { const r = document.activeElement.getBoundingClientRect();"
            " return [r.top, r.bottom]; })()"
        )
        top = bar.bounding_box()
        assert top is not None
        assert box[1] <= top["y"] + 1, link.inner_text()
