"""Query strings read without trust; safe CSV."""

from __future__ import annotations

import pytest

from hamkke.portal.csv_files import csv_answer, safe_cell
from hamkke.portal.rules import ProgramWish, clean_query, program_wish


def test_a_query_is_one_short_line() -> None:
    assert clean_query(" 목공 \n\t 체험 ") == "목공 체험"
    assert clean_query("가" * 5000) == "가" * 100


@pytest.mark.parametrize(
    ("typed", "wish"),
    [
        ({}, ProgramWish()),
        ({"grade": "5", "page": "2"}, ProgramWish(grade=5, page=2)),
        ({"grade": "0", "page": "0"}, ProgramWish()),
        ({"grade": "-1", "page": "abc"}, ProgramWish()),
        ({"grade": "77", "page": "9" * 99}, ProgramWish()),
        ({"grade": "9"}, ProgramWish()),
        ({"level": "middle"}, ProgramWish(level="middle")),
        ({"level": "<b>"}, ProgramWish()),
        ({"q": " 목공  체험 "}, ProgramWish(q="목공 체험")),
    ],
)
def test_query_strings_are_read_without_trust(typed: dict[str, str], wish: ProgramWish) -> None:
    assert program_wish(typed) == wish


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+82-2", "'+82-2"),
        ("-5", "'-5"),
        ("@sum(a1)", "'@sum(a1)"),
        ("\tx", "'\tx"),
        (-5, "-5"),
        (None, ""),
        ("금천구", "금천구"),
    ],
)
def test_no_cell_is_a_formula(value: object, written: str) -> None:
    assert safe_cell(value) == written


def test_csv_opens_in_a_spreadsheet() -> None:
    answer = csv_answer(name="a.csv", header=("이름",), rows=[['쉼표, "따옴표"']])
    assert answer.content == '\ufeff이름\r\n"쉼표, ""따옴표"""\r\n'.encode()
    assert answer["Content-Disposition"] == 'attachment; filename="a.csv"'
