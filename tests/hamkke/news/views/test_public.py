"""News for everybody, through all middlewares, in the public role."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.news.models import NewsItem
from tests.hamkke.news.samples import PAGE, bring_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from hamkke.accounts.viewer import Viewer

    type Browse = Callable[[Viewer | None], Client]

pytestmark = pytest.mark.django_db


def page(number: int) -> bytes:
    return PAGE.replace("푸른".encode(), f"{number}번째".encode())


def test_an_empty_list_says_so(browse: Browse) -> None:
    response = browse(None).get("/news/")
    assert response.status_code == 200
    assert "아직 올라온 소식이 없습니다" in response.text


def test_the_list_shows_published_news_only(browse: Browse) -> None:
    bring_in(page(1), publish=True)
    bring_in(page(2), publish=False)
    text = browse(None).get("/news/").text
    assert "1번째 마을" in text
    assert "2번째 마을" not in text


def test_a_category_narrows_the_list(browse: Browse) -> None:
    bring_in(page(1))
    bring_in(page(2).replace("IT/교육/건강".encode(), "사회".encode()))
    client = browse(None)
    assert "2번째 마을" not in client.get("/news/", {"category": "IT/교육/건강"}).text
    assert "2번째 마을" in client.get("/news/", {"category": "사회"}).text
    assert "이 분류에는 소식이 없습니다" in client.get("/news/", {"category": "없음"}).text


def test_pages_of_the_list(browse: Browse) -> None:
    for number in range(21):
        bring_in(page(number))
    client = browse(None)
    assert "20번째 마을" in client.get("/news/").text
    assert "/news/?page=2" in client.get("/news/").text or "?page=2" in client.get("/news/").text
    assert "0번째 마을" in client.get("/news/", {"page": "2"}).text
    for strange in ("0", "-1", "99", "x", "9" * 400, "\x00"):
        assert client.get("/news/", {"page": strange}).status_code in {200, 400}


def test_the_number_of_queries_does_not_grow(browse: Browse) -> None:
    client = browse(None)
    counts = []
    for number in (1, 12):
        for index in range(number):
            bring_in(page(number * 100 + index))
        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get("/news/")
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_before_repair_the_original_is_marked(browse: Browse) -> None:
    report = bring_in()
    text = browse(None).get(f"/news/{report.item_id}/").text
    assert "편집 전" in text
    assert "927()" in text
    assert "마을.jpg" in text


def test_after_repair_the_text_is_whole(browse: Browse) -> None:
    report = bring_in(accept=True)
    text = browse(None).get(f"/news/{report.item_id}/").text
    assert "편집 전" not in text
    assert "9월 27일(토)" in text
    assert '<meta property="og:title" content="한빛구, ‘푸른 마을’ 문 열어">' in text
    assert f'content="http://testserver/news/{report.item_id}/"' in text
    assert "한빛신문" in text
    assert "저작권은 원문을 낸 곳에 있습니다" in text


def test_the_english_page_keeps_the_korean_text(browse: Browse) -> None:
    report = bring_in()
    response = browse(None).get(f"/en/news/{report.item_id}/")
    assert "Not edited yet" in response.text
    assert '<article lang="ko">' in response.text


def test_what_is_private_or_absent_is_the_same_404(browse: Browse) -> None:
    report = bring_in(publish=False)
    client = browse(None)
    for address in (f"/news/{report.item_id}/", "/news/999999/"):
        response = client.get(address)
        assert response.status_code == 404
        assert "페이지를 찾을 수 없습니다" in response.text
    assert client.get("/news/99999999999999999999/").status_code == 404


def test_markup_in_a_title_is_text(browse: Browse) -> None:
    report = bring_in()
    with acting_as(roles.OWNER):
        NewsItem.objects.update(title="<script>alert(1)</script>", category='"><img src=x>')
    client = browse(None)
    for address in ("/news/", f"/news/{report.item_id}/"):
        text = client.get(address).text
        assert "<script>alert" not in text
        assert "<img src=x>" not in text
        assert "&lt;script&gt;alert(1)" in text


def test_only_reading_is_allowed(browse: Browse) -> None:
    assert browse(None).post("/news/").status_code == 405
