"""How official documents write dates and money, and what a text may hold to be shown."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date

DIGITS: Final = "영일이삼사오육칠팔구"
PLACES: Final = ("", "십", "백", "천")
MYRIADS: Final = ("", "만", "억", "조", "경")
LARGEST: Final = 10**20
# Controls, surrogates, private and unassigned characters and those that only steer.
HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Halfwidth and other fillers that take room and show nothing.
FILLERS: Final = frozenset("\u115f\u1160\u3164\uffa0\u034f\u2800")


def official_date(day: date) -> str:
    """This function will write a day as 2025. 9. 27. (행정업무 운영 편람)."""
    return f"{day.year}. {day.month}. {day.day}."


def official_money(won: int) -> str:
    """This function will write an amount as 금1,000,000원(금일백만원)."""
    if not 0 <= won < LARGEST:
        raise ValueError(won)
    return f"금{won:,}원(금{_spelled(won)}원)"


def _spelled(won: int) -> str:
    if not won:
        return DIGITS[0]
    said = ""
    for place, myriad in enumerate(MYRIADS):
        group = won // 10_000**place % 10_000
        if group:
            said = _group(group) + myriad + said
    return said


def _group(number: int) -> str:
    return "".join(
        DIGITS[digit] + PLACES[place]
        for place, digit in ((place, number // 10**place % 10) for place in (3, 2, 1, 0))
        if digit
    )


def visible(text: str) -> str:
    """This function will return a text in which nothing is hidden.

    NFC, plain line ends, tabs as spaces; what would not be seen, or would turn the reading order,
    stands as its number, as [U+202E]: who signs a text sees all of it.
    """
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(map(_shown, plain.replace("\t", " ")))


def _shown(letter: str) -> str:
    if letter == "\n" or (unicodedata.category(letter) not in HIDDEN and letter not in FILLERS):
        return letter
    return coded(letter)


def coded(letter: str) -> str:
    """This function will name a character by its number."""
    return f"[U+{ord(letter):04X}]"
