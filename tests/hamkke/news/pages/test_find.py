"""Which places are repaired, which are only reported, and how sure each is."""

from __future__ import annotations

import re
from datetime import date

import pytest

from hamkke.news.pages.article import Article, read_page
from hamkke.news.pages.find import find_repairs
from hamkke.news.pages.reasons import reason_of
from hamkke.news.pages.repairs import (
    Change,
    Confidence,
    Kind,
    Repair,
    Rule,
    accept_all,
    apply_changes,
)

PAGE_DATE = date(2025, 12, 11)
# As the page has it, and as a careful editor would; the whole text is the newspaper's.
SEED_PLACES = (
    (0, "‘(가칭)서울교육협력\n특구협약을", "‘(가칭)서울교육협력특구’ 협약을 체결한다고"),
    (0, "어린이청소년의", "어린이·청소년의 성장을"),
    (0, "학교\n지역사회가", "비전 아래 학교 지역사회가"),
    (0, "본격적으로 운\n영하기", "본격적으로 운영하기 위한"),
    (1, "교육 환경\n과", "교육 환경과 인프라를"),
    (1, "있는교육프로그램을", "특색 있는 교육프로그램을"),
    (1, "교육지원청,\n치구,학생,", "교육지원청, 자치구, 학생, 교직원,"),
    (1, "지역사회\n의", "지역사회의 참여를"),
    (1, "내실\n있게", "현장에서 내실 있게 운영될"),
    (2, "\xa0이번", "이번 협약은"),
    (2, "어린이·청소년\n의", "어린이·청소년의 미래역량"),
    (2, "안전한 성장\n을", "안전한 성장을 위한"),
    (2, "세부적인 내용\n을", "세부적인 내용을 협의하여"),
    (3, "927()", "9월 27일(토) 금천구와의"),
    (3, "성장을지원하는", "학생 성장을 지원하는"),
    (3, "학생\n맞춤통합지원을", "체험교육 및 학생맞춤통합지원을"),
    (4, "책\n임지는", "성장을 책임지는 새로운"),
    (4, "아이들이\n지역의", "우리 아이들이 지역의 자원을"),
)


def article_of(*paragraphs: str, title: str = "제목") -> Article:
    return Article("사회", title, "", paragraphs, ())


def repaired(
    *paragraphs: str, title: str = "제목", page_date: date | None = PAGE_DATE
) -> tuple[str, ...]:
    repairs = find_repairs(article_of(*paragraphs, title=title), page_date)
    return apply_changes(paragraphs, accept_all(repairs))


def flagged(
    *paragraphs: str, title: str = "제목", page_date: date | None = PAGE_DATE
) -> list[Repair]:
    repairs = find_repairs(article_of(*paragraphs, title=title), page_date)
    return [repair for repair in repairs if repair.confidence is Confidence.UNKNOWN]


@pytest.fixture(scope="module")
def seed_article(seed_page: bytes) -> Article:
    article = read_page(seed_page).article
    assert article is not None
    return article


def test_the_seed_reads_as_an_editor_would_have_it(seed_article: Article) -> None:
    raw = seed_article.paragraphs
    text = apply_changes(raw, accept_all(find_repairs(seed_article, PAGE_DATE)))
    for paragraph, broken, mended in SEED_PLACES:
        assert broken in raw[paragraph]
        assert mended in text[paragraph]
    letters = [re.sub(r"\s", "", paragraph) for paragraph in raw]
    added = {0: "·’", 1: "자", 2: "", 3: "월일토", 4: ""}
    for number, whole in enumerate(text):
        assert not re.search(r"[\n\xa0]|  ", whole)
        assert len(re.sub(r"\s", "", whole)) == len(letters[number]) + len(added[number])


def test_what_the_seed_cannot_tell_is_reported_and_left(seed_article: Article) -> None:
    unknown = [each for each in find_repairs(seed_article, PAGE_DATE) if each.replacement is None]
    assert [(each.paragraph, each.rule) for each in unknown] == [
        (0, Rule.QUOTE_AROUND_NAME),
        (0, Rule.LINK_LOST),
        (3, Rule.QUOTE_AROUND_NAME),
        (4, Rule.QUOTE_AROUND_SPEECH),
    ]
    assert unknown[1].candidates == ("학교와 지역사회", "학교·지역사회")
    assert unknown[2].candidates == (
        "‘주체적이고 행복한 학생 성장을 지원하는 체험교육 및 학생맞춤통합지원’",
    )
    assert all(each.confidence is Confidence.UNKNOWN and each.repaired == "" for each in unknown)


def test_each_repair_of_the_seed_says_why(seed_article: Article) -> None:
    for repair in find_repairs(seed_article, PAGE_DATE):
        reason = reason_of(repair.rule, repair.evidence)
        assert reason.endswith(".")
        assert "%(" not in reason
        assert repair.evidence in reason


def test_a_person_may_word_a_reported_place(seed_article: Article) -> None:
    repairs = find_repairs(seed_article, PAGE_DATE)
    link = next(each for each in repairs if each.rule is Rule.LINK_LOST)
    change = Change(link.paragraph, link.start, link.end, "학교와 지역사회")
    text = apply_changes(seed_article.paragraphs, [*accept_all(repairs), change])[0]
    assert "비전 아래 학교와 지역사회가 힘을" in text


def test_repairs_stand_alone(seed_article: Article) -> None:
    repairs = find_repairs(seed_article, PAGE_DATE)
    date_only = [each for each in repairs if each.kind is Kind.DATE]
    paragraphs = apply_changes(seed_article.paragraphs, accept_all(date_only))
    assert paragraphs[3] == seed_article.paragraphs[3].replace("927()", "9월 27일(토)")
    assert paragraphs[:3] == seed_article.paragraphs[:3]


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("사업을 본격적으로 운\n영하기로 했다.", "사업을 본격적으로 운영하기로 했다."),
        ("교육 환경\n과 인프라를 갖춘다.", "교육 환경과 인프라를 갖춘다."),
        ("우리 아이들이\n마을에서 배운다.", "우리 아이들이 마을에서 배운다."),
        ("학생,\n학부모가 참여한다.", "학생, 학부모가 참여한다."),
        ("앞\xa0뒤와  사이", "앞 뒤와 사이"),
        ("\xa0 첫머리와 끝\xa0", "첫머리와 끝"),
        ("학생,학부모,교사가 1,313곳에", "학생, 학부모, 교사가 1,313곳에"),
        ("특색 있는교육을 성장을지원한다.", "특색 있는 교육을 성장을 지원한다."),
    ],
)
def test_places_with_one_reading(broken: str, whole: str) -> None:
    assert repaired(broken) == (whole,)


def test_the_words_of_the_page_go_before_the_language() -> None:
    assert repaired("첫 협약은 학생\n맞춤통합지원이다.", title="학생맞춤통합지원 시작") == (
        "첫 협약은 학생맞춤통합지원이다.",
    )


def test_a_dot_comes_back_only_where_the_page_writes_it() -> None:
    assert repaired("어린이청소년과 어린이·청소년") == ("어린이·청소년과 어린이·청소년",)
    assert repaired("어린이청소년이 온다.") == ("어린이청소년이 온다.",)


@pytest.mark.parametrize(
    ("emptied", "restored"),
    [
        ("927() 협약", "9월 27일(토) 협약"),
        ("9 27() 협약", "9월 27일(토) 협약"),
        ("1230() 협약", "12월 30일(화) 협약"),
        ("9월 27일() 협약", "9월 27일(토) 협약"),
        ("111(토) 협약", "11월 1일(토) 협약"),
        ("927(토) 협약", "9월 27일(토) 협약"),
        ("927(일) 협약", "927(일) 협약"),
        ("931() 협약", "931() 협약"),
        ("전화 02-399(내선) 협약", "전화 02-399(내선) 협약"),
    ],
)
def test_emptied_dates_come_back_if_the_calendar_agrees(emptied: str, restored: str) -> None:
    assert repaired(emptied) == (restored,)


def test_a_date_with_two_readings_is_reported() -> None:
    (flag,) = flagged("111() 협약")
    assert flag.rule is Rule.DATE_UNCLEAR
    assert flag.candidates == ("1월 11일(일)", "11월 1일(토)")


def test_a_date_as_near_in_two_years_is_reported() -> None:
    (flag,) = flagged("612() 협약")
    assert set(flag.candidates) == {"6월 12일(목)", "6월 12일(금)"}


def test_without_a_page_date_the_weekday_stays_open() -> None:
    (flag,) = flagged("927() 협약", page_date=None)
    assert (flag.rule, flag.candidates) == (Rule.DATE_WITHOUT_YEAR, ("9월 27일",))


def test_a_quotation_is_closed_as_elsewhere_or_reported() -> None:
    assert repaired("‘푸른 마을을 시작한다.", title="‘푸른 마을’ 문 열어") == (
        "‘푸른 마을’을 시작한다.",
    )
    (flag,) = flagged("‘푸른 마을을 시작한다.")
    assert flag.rule is Rule.QUOTE_UNCLOSED


def test_a_common_word_at_a_line_start_is_not_given_a_letter() -> None:
    text = "중학교와 중학교가 있다. 지역,\n학교, 마을이 함께한다."
    assert repaired(text) == (text.replace("\n", " "),)


def test_sound_prose_is_left_alone() -> None:
    prose = (
        "구청은 11월 3일(월) 구청에서 마을 강사 40명과 간담회를 열었다. 구청장은 “아이들이 "
        "마을에서 자라도록 돕겠다”고 말했다. 참가자들은 프로그램 운영 방식과 안전 대책, "
        "예산 집행 절차를 두고 의견을 나눴다. 이번 달부터는 학교가 원하는 시간에 강사를 "
        "부를 수 있다. 자세한 내용은 구청 누리집에서 볼 수 있다."
    )
    assert find_repairs(article_of(prose), PAGE_DATE) == ()


def test_the_result_does_not_depend_on_the_order_of_changes(seed_article: Article) -> None:
    raw = seed_article.paragraphs
    changes = accept_all(find_repairs(seed_article, PAGE_DATE))
    assert apply_changes(raw, reversed(changes)) == apply_changes(raw, changes)
    assert apply_changes(raw, changes * 2) == apply_changes(raw, changes)
