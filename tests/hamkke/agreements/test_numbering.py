"""Numbers of clauses, written and read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hamkke.agreements.numbering import full_names, mark, marks_of, read_clauses
from tests.hamkke.agreements.conftest import STANDARD


def test_pasted_text_becomes_a_tree() -> None:
    found = read_clauses(STANDARD)
    assert [level for level, _, _ in found] == [1, 1, 2, 2, 3, 3, 1, 1, 1]
    assert found[1] == (1, "특색사업", "")
    assert found[2] == (2, "", "{교육지원청}과 {자치구}가 함께 운영한다.")
    assert list(full_names(level for level, _, _ in found))[2:6] == [
        "제2조 ①",
        "제2조 ②",
        "제2조 ② 1.",
        "제2조 ② 2.",
    ]


def test_a_date_or_an_amount_at_the_start_of_a_line_is_no_number() -> None:
    text = (
        "제1조(기간) 협약은\n2025. 9. 27.에 시작하여\n1,000일 동안 한다.\n\n가나다 순으로 적는다."
    )
    assert read_clauses(text) == [(1, "기간", text.replace("\n\n", "\n").partition(") ")[2])]


def test_text_without_any_number_is_an_article() -> None:
    assert read_clauses(" 함께한다. \n") == [(1, "", "함께한다.")]
    assert read_clauses(" \n") == []


@given(st.text("1234", max_size=30))
def test_what_is_written_is_read_again(depths: str) -> None:
    levels = [int(depth) for depth in depths]
    marks = list(marks_of(levels))
    text = "\n".join(f"{own} 글{place}" for place, own in enumerate(marks))
    assert [level for level, _, _ in read_clauses(text)] == levels


def test_numbers_do_not_end() -> None:
    assert [mark(2, 50), mark(2, 51), mark(4, 14), mark(4, 15), mark(4, 99)] == [
        "㊿",
        "(51)",
        "하.",
        "거.",
        "99)",
    ]
