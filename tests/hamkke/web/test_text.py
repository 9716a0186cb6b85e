"""Dates, numbers and particles in both languages."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from django.template import Context, Template
from django.utils.translation import override

from hamkke.web import text

THURSDAY = date(2025, 12, 11)
DEADLINE = datetime(2025, 12, 19, 8, 0, tzinfo=UTC)  # 17:00 in Seoul


@pytest.mark.parametrize(
    ("word", "pair", "expected"),
    [
        ("금천구", "은/는", "금천구는"),
        ("서울", "은/는", "서울은"),
        ("교육청", "이/가", "교육청이"),
        ("학교", "이/가", "학교가"),
        ("약속", "을/를", "약속을"),
        ("서울", "으로/로", "서울로"),
        ("부산", "으로/로", "부산으로"),
        ("금천", "과/와", "금천과"),
        ("안양천(금천)", "은/는", "안양천(금천)은"),
        ("3", "이/가", "3이"),
        ("1", "으로/로", "1로"),
        ("2", "은/는", "2는"),
        ("LED", "은/는", "LED는"),
        ("Wee", "을/를", "Wee를"),
        ("", "은/는", "는"),
    ],
)
def test_particle_follows_the_last_sound(word: str, pair: str, expected: str) -> None:
    assert text.josa(word, pair) == expected


def test_english_needs_no_particle() -> None:
    with override("en"):
        assert text.josa("Geumcheon-gu", "은/는") == "Geumcheon-gu"


def test_korean_dates_as_official_documents_write_them() -> None:
    assert text.format_date(THURSDAY) == "2025. 12. 11. (목)"
    assert text.format_day(THURSDAY) == "12. 11."
    assert text.format_weekday(THURSDAY) == "목요일"
    assert text.format_time(time(9, 5)) == "09:05"


def test_instants_are_written_in_seoul_time() -> None:
    assert text.format_datetime(DEADLINE) == "12월 19일(금) 17:00"
    assert text.format_stamp(DEADLINE) == "2025. 12. 19. (금) 17:00"
    late = datetime(2025, 12, 31, 20, 0, tzinfo=UTC)
    assert text.format_date(late) == "2026. 1. 1. (목)"


def test_english_dates() -> None:
    with override("en"):
        assert text.format_date(THURSDAY) == "Thu 11 December 2025"
        assert text.format_day(THURSDAY) == "11 Dec"
        assert text.format_datetime(DEADLINE) == "Fri 19 December, 17:00"
        assert text.format_stamp(DEADLINE) == "Fri 19 December 2025, 17:00"


def test_filters_write_nothing_for_a_missing_date() -> None:
    drawn = Template(
        "{% load hk %}[{{ none|hk_date }}{{ none|hk_time }}]"
        "{{ day|hk_date }} {{ n|hk_number }} {{ name|josa:'이/가' }}"
    ).render(Context({"none": None, "day": THURSDAY, "n": 1313, "name": "금천구"}))
    assert drawn == "[]2025.\u00a012.\u00a011.\u00a0(목) 1,313 금천구가"


def test_a_line_does_not_break_inside_a_date() -> None:
    draw = Template("{% load hk %}{{ at|hk_stamp }}|{{ at|hk_datetime }}|{{ at|hk_day }}").render
    assert draw(Context({"at": DEADLINE})) == (
        "2025.\u00a012.\u00a019.\u00a0(금) 17:00|12월\u00a019일(금) 17:00|12.\u00a019."
    )
    with override("en"):
        assert draw(Context({"at": DEADLINE})).endswith("|19\u00a0Dec")
