"""Dates and money in official form; nothing hidden; codes that people can type."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hamkke.documents.codes import HEX, code_of, codes_in, hash_prefix
from hamkke.documents.writing import official_date, official_money, visible

HASHES = st.text("0123456789abcdef", min_size=64, max_size=64)


def test_a_date() -> None:
    assert official_date(date(2025, 9, 7)) == "2025. 9. 7."


@pytest.mark.parametrize(
    ("won", "said"),
    [
        (0, "금0원(금영원)"),
        (1_000_000, "금1,000,000원(금일백만원)"),
        (113_560, "금113,560원(금일십일만삼천오백육십원)"),
        (500_000_000, "금500,000,000원(금오억원)"),
        (10_203_000_405, "금10,203,000,405원(금일백이억삼백만사백오원)"),
        (10**16 + 1, "금10,000,000,000,000,001원(금일경일원)"),
    ],
)
def test_money(won: int, said: str) -> None:
    assert official_money(won) == said


@pytest.mark.parametrize("won", [-1, 10**20])
def test_money_that_no_budget_has(won: int) -> None:
    with pytest.raises(ValueError, match=str(won)):
        official_money(won)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("가\u202e나", "가[U+202E]나"),
        ("가\x00\x07", "가[U+0000][U+0007]"),
        ("\ud800", "[U+D800]"),
        ("가\u200b\u3164", "가[U+200B][U+3164]"),
        ("가\r\n나\t다", "가\n나 다"),
        ("가".encode().decode(), "가"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
    ],
)
def test_nothing_is_hidden(typed: str, shown: str) -> None:
    assert visible(typed) == shown


@settings(max_examples=30)
@given(st.text(max_size=40))
def test_what_is_visible_stays(text: str) -> None:
    assert visible(visible(text)) == visible(text)


@settings(max_examples=30)
@given(HASHES)
def test_a_code_leads_back_to_its_hash(content_hash: str) -> None:
    code = code_of(content_hash)
    assert codes_in(f"검증 코드 {code}\n{code}") == (code,)
    for typed in (code, code.lower(), code.replace("-", " "), code.replace("0", "O")):
        assert hash_prefix(typed) == content_hash[:HEX]


@pytest.mark.parametrize("typed", ["", "7K2M", "가" * 16, "U" * 16, "0" * 17])
def test_what_is_no_code(typed: str) -> None:
    assert hash_prefix(typed) == ""
