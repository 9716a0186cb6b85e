"""The article of a page, and what a page without one gives."""

from __future__ import annotations

import html
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hamkke.news.errors import ArticleTooLong, PageUnreadable
from hamkke.news.pages.article import Finding, Note, read_page
from hamkke.news.pages.find import find_repairs
from hamkke.news.pages.reasons import sentence_of
from hamkke.news.pages.repairs import accept_all, apply_changes

TEXT_PAGE = """2025.11.12 (수)

  • 맑음서울 2.6℃
제목은 하나
  • 해당된 기사를 공유합니다

사회

제목은 하나

작은 제목

\xa0사진 1.jpg

\xa0

첫 문장이다. 둘째 문장은 줄이

끊겼다.

\xa0

다음 문단이다.

모바일 버전으로 보기
"""


def test_the_seed_is_read_whole(seed_page: bytes) -> None:
    page = read_page(seed_page)
    assert page.page_date == date(2025, 12, 11)
    article = page.article
    assert article is not None
    assert article.category == "IT/교육/건강"
    assert article.title == "서울시교육청, 25개 구청과 ‘(가칭)서울교육협력특구’ 도약"
    assert article.subtitle == "교육지원청과 자치구별 특색을 반영한 교육협력 체계 강화"
    assert len(article.paragraphs) == 5
    assert article.paragraphs[0].startswith("서울특별시교육청(교육감")
    assert article.paragraphs[-1].endswith("지원하겠다고 말했다.")
    assert page.findings == (Finding(Note.MISSING_PICTURE, "다운로드.jpg"),)
    assert "다운로드.jpg" in sentence_of(page.findings[0])


@pytest.mark.parametrize("encoding", ["cp949", "utf-16", "utf-8-sig"])
def test_the_seed_is_the_same_in_each_encoding(seed_page: bytes, encoding: str) -> None:
    text = seed_page.decode()
    if encoding == "cp949":
        text = text.replace("\xa0", "\u3000").replace("•", "·")  # CP949 has neither
    page = read_page(text.encode(encoding))
    reference = read_page(seed_page).article
    assert page.article is not None
    assert reference is not None
    assert page.article.title == reference.title
    assert [each.strip("\xa0\u3000") for each in page.article.paragraphs] == [
        each.strip("\xa0") for each in reference.paragraphs
    ]


def test_a_text_page_of_the_same_kind() -> None:
    page = read_page(TEXT_PAGE.encode())
    assert page.article is not None
    assert page.article.category == "사회"
    assert page.article.subtitle == "작은 제목"
    assert page.article.paragraphs == ("첫 문장이다. 둘째 문장은 줄이\n끊겼다.", "다음 문단이다.")
    assert page.article.pictures == ("사진 1.jpg",)


def test_the_same_page_as_html() -> None:
    body = "".join(
        f"<p>{line}</p>" for line in TEXT_PAGE.replace("\xa0", "&nbsp;").split("\n") if line
    )
    page = read_page(f"<!DOCTYPE html><html><body>{body}</body></html>".encode())
    assert page.article == read_page(TEXT_PAGE.encode()).article
    assert page.page_date == date(2025, 11, 12)


def test_an_html_page_known_by_its_head_title() -> None:
    page = read_page(
        "<html><head><meta property='og:title' content='구청이 길을 엽니다'></head><body>"
        "<p>문화</p>"
        "<h1>구청이 길을 엽니다</h1><p>첫 문단이다.</p><p>둘째 문단이다.</p></body></html>".encode()
    )
    assert page.article is not None
    assert page.article.category == "문화"
    assert page.article.paragraphs == ("첫 문단이다.", "둘째 문단이다.")
    assert Finding(Note.NO_DATE) in page.findings


@pytest.mark.parametrize("joint", [" - ", " | ", " :: ", " : ", " < "])
def test_a_head_title_with_the_newspapers_name(joint: str) -> None:
    page = read_page(
        f"<html><head><title>구청이 길을 엽니다{html.escape(joint)}한빛신문</title></head><body>"
        "<h2>구청이 길을 엽니다</h2><p>첫 문단이다.</p></body></html>".encode()
    )
    assert page.article is not None
    assert page.article.title == "구청이 길을 엽니다"
    assert page.article.paragraphs == ("첫 문단이다.",)


def test_a_title_without_subtitle_keeps_its_first_line_in_the_body() -> None:
    text = TEXT_PAGE.replace("작은 제목\n\n\xa0사진 1.jpg\n\n\xa0\n\n", "")
    article = read_page(text.encode()).article
    assert article is not None
    assert article.subtitle == ""
    assert article.paragraphs[0] == "첫 문장이다. 둘째 문장은 줄이\n끊겼다."


def test_no_article_is_said() -> None:
    page = read_page("2025.12.11 (목)\n맑음서울2.6℃\n".encode())
    assert page.article is None
    assert Finding(Note.NO_ARTICLE) in page.findings


def test_a_date_whose_weekday_does_not_fit_is_not_used() -> None:
    page = read_page("2025.12.11 (금)\n글\n".encode())
    assert page.page_date is None
    assert page.findings[0] == Finding(Note.WRONG_WEEKDAY, "2025.12.11 (금)")


@pytest.mark.parametrize(
    "written", ["2025. 12. 11.", "2025-12-11", "2025년 12월 11일 (목요일)", "2025/12/11"]
)
def test_dates_are_read_as_written(written: str) -> None:
    assert read_page(f"\n{written}\n글".encode()).page_date == date(2025, 12, 11)


@pytest.mark.parametrize("written", ["2025.02.30", "2025.13.01 (목)", "1999.12.11"])
def test_what_is_no_day_is_no_date(written: str) -> None:
    assert read_page(f"{written}\n글".encode()).page_date is None


def test_an_endless_article_is_refused() -> None:
    endless = TEXT_PAGE.replace("다음 문단이다.", "끝없는 글 " * 30_000)
    with pytest.raises(ArticleTooLong):
        read_page(endless.encode())


@settings(deadline=None)  # the first repair loads the analyser
@given(
    st.lists(
        st.sampled_from([*TEXT_PAGE.split("\n"), "‘", "927()", "<p>", "가나다", "\xa0", ""]),
        max_size=25,
    )
)
def test_any_mixture_of_lines_gives_a_page_and_repairs_that_apply(lines: list[str]) -> None:
    try:
        page = read_page("\n".join(lines).encode())
    except PageUnreadable as refusal:
        assert refusal.message  # noqa: PT017 - either outcome is right
        return
    if page.article is not None:
        repairs = find_repairs(page.article, page.page_date)
        repaired = apply_changes(page.article.paragraphs, accept_all(repairs))
        assert not any("\n" in paragraph for paragraph in repaired)
