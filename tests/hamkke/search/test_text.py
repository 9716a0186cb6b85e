"""Initial consonants and keys."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamkke.search.text import are_initials, compact, initials_of, keys_of


@pytest.mark.parametrize(
    ("text", "initials", "keys"),
    [
        ("금천구", "ㄱㅊㄱ", "rmacjsrn"),
        ("꿈나무", "ㄲㄴㅁ", "rnaskan"),
        ("닭과 왜가리", "ㄷㄱㅇㄱㄹ", "ekfrrhkdhorkfl"),
        ("AI 교실", "aiㄱㅅ", "airytlf"),
        ("ㄱㅊㄱ", "ㄱㅊㄱ", "rcr"),
    ],
)
def test_initials_and_keys(text: str, initials: str, keys: str) -> None:
    assert initials_of(compact(text)) == initials
    assert keys_of(compact(text)) == keys


def test_lone_consonants_stay_consonants_however_they_are_stored() -> None:
    for typed in ("ㄱㅊㄱ", "\u1100\u110e\u1100", unicodedata.normalize("NFKD", "ㄱㅊㄱ")):
        assert are_initials(compact(typed))
    assert not are_initials(compact("금ㅊㄱ"))
    assert not are_initials("")


@given(st.text(max_size=40))
def test_any_text_has_its_forms(text: str) -> None:
    key = compact(text)
    assert compact(key) == key
    assert len(initials_of(key)) == len(key)
    assert keys_of(key) == keys_of(key).lower()
