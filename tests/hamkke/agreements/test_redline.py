"""Redlines: true to both texts, and readable in Korean."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamkke.agreements.redline import redline

TEXTS = st.text("가나다이을은 \n.,12a", max_size=60)


def shown(before: str, after: str) -> str:
    marks = {"same": "{}", "gone": "[-{}]", "new": "[+{}]"}
    return "".join(marks[part.kind].format(part.shown) for part in redline(before, after))


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_back(before: str, after: str) -> None:
    parts = redline(before, after)
    assert "".join(part.text for part in parts if part.kind != "new") == before
    assert "".join(part.text for part in parts if part.kind != "gone") == after
    assert all(part.text for part in parts)
    if before == after:
        assert {part.kind for part in parts} <= {"same"}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "교육지원청이 한빛구와 함께 연다.",
            "교육지원청과 한빛구가 함께 다시 연다.",
            "교육지원청[-이][+과] 한빛구[-와][+가] 함께[+ 다시] 연다.",
        ),
        ("학교밖 배움터", "학교 밖 배움터", "학교[+␣]밖 배움터"),
        ("교육 지원청은", "교육지원청은", "교육[-␣]지원청은"),
        ("1,000만 원", "1,500만 원", "[-1,000][+1,500]만 원"),
        ("나무를 심는다.", "꽃을 심는다.", "[-나무를][+꽃을] 심는다."),
        ("", "새 조항", "[+새 조항]"),
    ],
)
def test_particles_spaces_and_amounts(before: str, after: str, expected: str) -> None:
    assert shown(before, after) == expected


@pytest.mark.parametrize("text", ["가 나 " * 1000, "가. " * 1300, "가" * 4000])
def test_a_text_that_repeats_itself_is_not_slow(text: str) -> None:
    begun = time.process_time()
    redline(text, f"라{text[:2000]}마{text[2003:]}")
    assert time.process_time() - begun < 1
