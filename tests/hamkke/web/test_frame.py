"""The frame around every page: entries, languages, who is signed in, error pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import include, path
from django.utils.translation import override

from hamkke.accounts.viewer import Viewer
from hamkke.web import navigation
from hamkke.web.context import shell, zone_of
from hamkke.web.tables import Cell, Column, Row, Table
from hamkke.web.views import errors


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


accounts = (
    [
        path("sign-in/", page, name="sign_in"),
        path("sign-out/", page, name="sign_out"),
        path("demo/", page, name="demo"),
    ],
    "accounts",
)
urlpatterns = [
    path("desk/", page),
    path("desk/agreements/", page),
    path("accounts/", include(accounts)),
    *i18n_patterns(
        path("", page),
        path("agreements/", page),
        path("agreements/<int:number>/", page),
        path("news/", page),
        path("about/", page),
        prefix_default_language=False,
    ),
]


@pytest.fixture(autouse=True)
def small_site(settings: Any) -> Iterator[None]:
    """A site that serves a part of the addresses only."""
    settings.ROOT_URLCONF = __name__
    navigation.served.cache_clear()
    yield
    navigation.served.cache_clear()


def draw(template: str, address: str, **context: Any) -> str:
    return render_to_string(template, context, RequestFactory().get(address))


def entries(html: str) -> list[str]:
    nav = re.search(r'class="hk-nav".*?</nav>', html, re.DOTALL)
    assert nav
    return re.findall(r'href="([^"]+)"', nav.group())


def test_no_entry_leads_nowhere() -> None:
    assert entries(draw("web/base.html", "/")) == ["/agreements/", "/news/", "/about/"]


def test_the_entry_above_the_page_is_marked() -> None:
    html = draw("web/base.html", "/agreements/3/")
    assert '<a href="/agreements/" aria-current="true">협약</a>' in html
    assert 'aria-current="page"' not in html
    assert '<a href="/agreements/" aria-current="page">협약</a>' in draw(
        "web/base.html", "/agreements/"
    )


def test_english_pages_link_english_pages_and_their_korean_twin() -> None:
    with override("en"):
        html = draw("web/base.html", "/en/about/")
    assert '<html lang="en">' in html
    assert entries(html) == ["/en/agreements/", "/en/news/", "/en/about/"]
    assert '<link rel="alternate" hreflang="ko" href="http://testserver/about/">' in html
    assert '<a href="/about/" hreflang="ko" lang="ko">한국어</a>' in html


def test_korean_pages_offer_english_only_where_it_is() -> None:
    assert 'href="/en/about/" hreflang="en" lang="en">English' in draw("web/base.html", "/about/")
    assert "English" not in draw("web/desk_base.html", "/desk/")


VIEWER = Viewer(person_id=1, name="박서연", organization_name="남부교육지원청")


def test_the_desk_says_who_acts_for_whom_and_lets_them_leave() -> None:
    request = RequestFactory().get("/desk/")
    request.viewer = VIEWER  # type: ignore[attr-defined]
    html = render_to_string("web/desk_base.html", {"viewer": VIEWER}, request)
    assert "박서연" in html
    assert "남부교육지원청" in html
    assert '<form method="post" action="/accounts/sign-out/">' in html
    assert entries(html) == ["/desk/", "/desk/agreements/"]


def test_the_portal_does_not_know_who_reads() -> None:
    html = render_to_string("web/base.html", {"viewer": VIEWER}, RequestFactory().get("/about/"))
    assert "박서연" not in html
    assert 'href="/accounts/sign-in/"' in html


def test_entries_can_be_limited_to_those_who_may_open_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_limits", {})
    navigation.limit_desk_entry("/desk/agreements/", lambda viewer: viewer.name == "나")
    other, me = SimpleNamespace(name="너"), SimpleNamespace(name="나")
    assert [entry.href for entry in navigation.desk_entries("/desk/", other)] == ["/desk/"]
    assert len(navigation.desk_entries("/desk/", me)) == 2
    assert navigation.desk_entries("/desk/", None) == []


@pytest.mark.parametrize(
    ("address", "zone"),
    [("/", "public"), ("/en/desk/", "public"), ("/desk/x/", "work"), ("/support/", "support")],
)
def test_zone_of_an_address(address: str, zone: str) -> None:
    assert zone_of(address) == zone


def test_the_demo_says_that_it_is_one(settings: Any) -> None:
    settings.DEMO = True
    assert "시범 화면입니다" in draw("web/base.html", "/about/")
    settings.DEMO = False
    assert "시범 화면입니다" not in draw("web/base.html", "/about/")


def test_the_frame_asks_the_database_nothing() -> None:
    # Without the db fixture pytest-django refuses every query.
    assert shell(RequestFactory().get("/about/"))["shell"].zone == "public"


@pytest.mark.parametrize(
    ("answer", "status", "sentence"),
    [
        (lambda r: errors.bad_request(r, ValueError()), 400, "바뀐 것은 없습니다"),
        (lambda r: errors.permission_denied(r, PermissionError()), 403, "이 일은 할 수 없습니다"),
        (lambda r: errors.page_not_found(r, KeyError()), 404, "페이지를 찾을 수 없습니다"),
        (errors.csrf_failure, 403, "적은 내용은 그 화면에 남아 있습니다"),
        (errors.server_error, 500, "방금 누른 것은 저장되지 않았고"),
    ],
)
def test_error_pages_say_what_happened_and_what_next(
    answer: Any, status: int, sentence: str
) -> None:
    response = answer(RequestFactory().get("/districts/11545/"))
    text = response.content.decode()
    assert response.status_code == status
    assert sentence in text
    assert text.count("<h1>") == 1
    assert "11545" not in text.replace("http://testserver/districts/11545/", "")


def test_a_500_gives_a_number_that_the_log_has_too(caplog: pytest.LogCaptureFixture) -> None:
    text = errors.server_error(RequestFactory().post("/desk/")).content.decode()
    number = re.search(r"<b>([0-9a-f]{8})</b>", text)
    assert number
    assert number.group(1) in caplog.text


def test_no_template_needs_what_the_content_policy_forbids() -> None:
    from pathlib import Path

    import hamkke

    for template in Path(hamkke.__file__).parent.rglob("templates/**/*.html"):
        text = template.read_text("utf-8")
        assert not re.search(r"\sstyle=|\son[a-z]+=\"|<style|javascript:", text), template
        for script in re.findall(r"<script[^>]*>", text):
            assert " src=" in script, template


def table() -> Table:
    return Table(
        "희망과 결과",
        (Column("순위"), Column("자리", numeric=True), Column("결과")),
        (Row(Cell("1"), (Cell("12"), Cell("배정", tag="done"))),),
    )


def test_tables_keep_their_roles_and_labels() -> None:
    html = render_to_string("web/components/table.html", {"table": table()})
    assert '<table class="hk-table" role="table">' in html
    assert '<caption class="sr-only">희망과 결과</caption>' in html
    assert '<th role="rowheader" scope="row" data-label="순위">' in html
    assert '<td role="cell" data-label="자리" class="is-number">' in html
    assert 'class="hk-tag is-done"' in html


def test_a_row_with_a_missing_cell_is_an_error() -> None:
    short = Table("x", (Column("a"), Column("b")), (Row(Cell("1"), ()),))
    with pytest.raises(ValueError, match="zip"):
        _ = short.lines


def test_pages_keep_the_query() -> None:
    pages = Paginator(range(300), 10)
    html = draw("web/components/pagination.html", "/news/?q=금천&page=3", page_obj=pages.page(3))
    assert 'rel="next" href="?q=%EA%B8%88%EC%B2%9C&amp;page=4"' in html
    assert '<span aria-current="page">3</span>' in html
    one = Paginator(range(3), 10).page(1)
    assert draw("web/components/pagination.html", "/news/", page_obj=one).strip() == ""
