"""Dates, numbers and particles as Korean public offices write them.

Under /en/ the same functions write English. Korean dates follow the rules for
official documents: `2026. 3. 1.` with full stops, weekday in brackets.
"""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import get_language, override

Moment = dt.date | dt.datetime

KOREAN_WEEKDAYS = "월화수목금토일"
ENGLISH_WEEKDAYS = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
ENGLISH_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
FIRST_SYLLABLE, LAST_SYLLABLE, FINALS = 0xAC00, 0xD7A3, 28
RIEUL = 8
# How digits and Latin letters end when they are read aloud in Korean: 1 일, 3 삼, L 엘.
ENDS_IN_CONSONANT = frozenset("013678LMNRlmnr")
ENDS_IN_RIEUL = frozenset("178LRlr")


def _is_english() -> bool:
    return (get_language() or "ko").startswith("en")


def _local(moment: Moment) -> Moment:
    if isinstance(moment, dt.datetime) and timezone.is_aware(moment):
        return timezone.localtime(moment)
    return moment


def format_date(moment: Moment) -> str:
    """This function will write a date with its weekday: `2025. 12. 11. (목)`."""
    day = _local(moment)
    if _is_english():
        weekday = ENGLISH_WEEKDAYS[day.weekday()][:3]
        return f"{weekday} {day.day} {ENGLISH_MONTHS[day.month - 1]} {day.year}"
    return f"{day.year}. {day.month}. {day.day}. ({KOREAN_WEEKDAYS[day.weekday()]})"


def format_date_in(language: str, moment: Moment) -> str:
    """This function will write a date for readers of `language`, whoever asks."""
    with override(language):
        return format_date(moment)


def format_day(moment: Moment) -> str:
    """This function will write a date without its year: `12. 19.`."""
    day = _local(moment)
    if _is_english():
        return f"{day.day} {ENGLISH_MONTHS[day.month - 1][:3]}"
    return f"{day.month}. {day.day}."


def format_weekday(moment: Moment) -> str:
    """This function will write the day of the week in full: `금요일`."""
    day = _local(moment)
    if _is_english():
        return ENGLISH_WEEKDAYS[day.weekday()]
    return f"{KOREAN_WEEKDAYS[day.weekday()]}요일"


def format_time(moment: dt.datetime | dt.time) -> str:
    """This function will write a time on the 24-hour clock: `17:00`."""
    clock = _local(moment) if isinstance(moment, dt.datetime) else moment
    return clock.strftime("%H:%M")


def format_datetime(moment: dt.datetime) -> str:
    """This function will write a deadline within the year: `12월 19일(금) 17:00`."""
    day = _local(moment)
    clock = format_time(moment)
    if _is_english():
        weekday = ENGLISH_WEEKDAYS[day.weekday()][:3]
        return f"{weekday} {day.day} {ENGLISH_MONTHS[day.month - 1]}, {clock}"
    weekday = KOREAN_WEEKDAYS[day.weekday()]
    return f"{day.month}월 {day.day}일({weekday}) {clock}"


def format_stamp(moment: dt.datetime) -> str:
    """This function will write a date with year, weekday and time: `2025. 12. 11. (목) 17:00`."""
    separator = ", " if _is_english() else " "
    return f"{format_date(moment)}{separator}{format_time(moment)}"


def format_number(number: float) -> str:
    """This function will write a number with commas between thousands: `1,313`."""
    return f"{number:,}"


def _ending(word: str) -> tuple[bool, bool]:
    """This function will say whether a word ends in a consonant, and whether in ㄹ."""
    letters = [letter for letter in word if letter.isalnum()]
    if not letters:
        return False, False
    last = letters[-1]
    if FIRST_SYLLABLE <= ord(last) <= LAST_SYLLABLE:
        final = (ord(last) - FIRST_SYLLABLE) % FINALS
        return final != 0, final == RIEUL
    return last in ENDS_IN_CONSONANT, last in ENDS_IN_RIEUL


def josa(word: str, pair: str) -> str:
    """This function will write a word with the particle that fits its sound: `금천구는`, `서울은`.

    The pair names the form after a consonant first: `은/는`, `이/가`, `을/를`,
    `과/와`, `으로/로`, `이다/다`. In English the word stands alone.
    """
    if _is_english():
        return word
    after_consonant, after_vowel = pair.split("/")
    consonant, rieul = _ending(word)
    if rieul and after_consonant.startswith("으"):
        return word + after_vowel
    return word + (after_consonant if consonant else after_vowel)
