"""Text as it is searched: without spaces and particles, cut into n-grams, initials and keys.

안양천에서는, 안양 천 and 철새만나기 all find 안양천에서 겨울 철새 만나기. What is stored keeps its
particles; a word that was typed loses those that may cling to it, and must then stand somewhere
in the text without spaces.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_QUERY, MOST_WORDS = 100, 8
SHORTEST_STEM: Final = 2
FIRST, LAST, FINALS, RIEUL = 0xAC00, 0xD7A3, 28, 8
# The 19 initial consonants in the order of their syllables, and the keys of a two-set keyboard.
INITIALS: Final = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_INITIAL_KEYS: Final = str.split("r R s e E f a q Q t T d w W c z x v g")
_VOWEL_KEYS: Final = str.split("k o i O j p u P h hk ho hl y n nj np nl b m ml l")
_FINAL_KEYS: Final = [
    "",
    *str.split("r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g"),
]
_VOWELS: Final = len(_VOWEL_KEYS)
# NFKC makes a lone ㄱ the beginning of a syllable that never comes.
_LONE_INITIALS: Final = {0x1100 + at: letter for at, letter in enumerate(INITIALS)}
# Particles after any sound; those that ask for a final consonant; those that ask for none.
ANYWHERE = (
    "에서부터", "에게서", "에서", "에게", "까지", "부터", "마다", "처럼", "보다", "한테", "조차",
    "밖에", "만큼", "에", "의", "도", "만",
)  # fmt: skip
AFTER_FINAL = ("이랑", "이나", "으로", "은", "이", "을", "과")
AFTER_VOWEL = ("랑", "나", "로", "는", "가", "를", "와")
# 는 and 도 also follow another particle: 에서는, 까지도, 으로는.


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it was typed and its stem, both without spaces; the stem begins the word."""

    typed: str
    stem: str


def compact(text: str) -> str:
    """This function will return `text` in NFC, folded, with nothing but letters and digits."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    composed = unicodedata.normalize("NFC", folded).translate(_LONE_INITIALS)
    return "".join(letter for letter in composed if letter.isalnum())


def grams(text: str) -> set[str]:
    """This function will return every letter and every pair of letters of a compact text."""
    return set(text) | {text[at : at + 2] for at in range(len(text) - 1)}


def pairs(text: str) -> set[str]:
    """This function will return the pairs of letters of a compact text."""
    return {text[at : at + 2] for at in range(len(text) - 1)}


def stem_of(word: str) -> str:
    """This function will strip the particles that may cling to a compact Korean word.

    At least two letters stay. 나무로 → 나무, 안양천에서는 → 안양천, 어린이 → 어린 (which 어린이
    contains, so that nothing is lost by stripping too much).
    """
    stem = word
    while True:
        shorter = _strip_one(stem)
        if shorter == stem:
            return stem
        stem = shorter


def _strip_one(word: str) -> str:
    for particle in (*ANYWHERE, *AFTER_FINAL, *AFTER_VOWEL):
        rest = word.removesuffix(particle)
        if rest == word or len(rest) < SHORTEST_STEM or not FIRST <= ord(rest[-1]) <= LAST:
            continue
        if particle == "로" and rest.endswith("으"):
            continue  # 집으로: the noun alone is too short to be searched
        final = (ord(rest[-1]) - FIRST) % FINALS
        if particle in AFTER_FINAL and final == 0:
            continue
        if particle in AFTER_VOWEL and final not in ({0, RIEUL} if particle == "로" else {0}):
            continue
        return rest
    return word


def words_of(query: str) -> tuple[Word, ...]:
    """This function will return the words of what somebody typed, at most eight.

    Signs separate words like spaces do. Anything past a hundred letters is no search.
    """
    cut = unicodedata.normalize("NFC", query)[:LONGEST_QUERY]
    spaced = "".join(letter if letter.isalnum() else " " for letter in cut)
    typed = [word for word in (compact(part) for part in spaced.split()) if word]
    return tuple(Word(word, stem_of(word)) for word in dict.fromkeys(typed[:MOST_WORDS]))


def searchable(title: str, others: Iterable[str]) -> tuple[str, str, list[str]]:
    """This function will return compact title, compact text and n-grams, as they are stored.

    A line end parts the texts, so that nothing is found across two of them.
    """
    parts = [part for part in (compact(title), *(compact(each) for each in others)) if part]
    found: set[str] = set()
    for part in parts:
        found |= grams(part)
    return compact(title), "\n".join(parts), sorted(found)


def initials_of(text: str) -> str:
    """This function will return the initial consonants of a compact text: 금천구 → ㄱㅊㄱ.

    What is no syllable stays as it is.
    """
    return "".join(
        INITIALS[(ord(letter) - FIRST) // (_VOWELS * FINALS)]
        if FIRST <= ord(letter) <= LAST
        else letter
        for letter in text
    )


def are_initials(word: str) -> bool:
    """This function will tell whether a compact word is nothing but initial consonants."""
    return bool(word) and all(letter in INITIALS for letter in word)


def keys_of(text: str) -> str:
    """This function will return the keys that type a compact text: 금천구 → rmacjsrn.

    Shift is left out. One slip of the finger changes one key, not a whole syllable; and Korean
    typed with the keyboard in English is its own keys.
    """
    return "".join(map(_keys_of_letter, text)).lower()


def _keys_of_letter(letter: str) -> str:
    if not FIRST <= ord(letter) <= LAST:
        at = INITIALS.find(letter)
        return _INITIAL_KEYS[at] if at >= 0 else letter
    initial, rest = divmod(ord(letter) - FIRST, _VOWELS * FINALS)
    vowel, final = divmod(rest, FINALS)
    return _INITIAL_KEYS[initial] + _VOWEL_KEYS[vowel] + _FINAL_KEYS[final]
