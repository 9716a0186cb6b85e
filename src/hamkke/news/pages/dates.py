"""Dates whose words were emptied: 927() is 9월 27일(토), if the calendar agrees."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from hamkke.news.pages.article import WEEKDAYS
from hamkke.news.pages.repairs import Confidence, Kind, Rule

if TYPE_CHECKING:
    from hamkke.news.pages.draft import Draft

_EMPTIED: Final = re.compile(
    r"(?<![\d.,:/-])(\d{2,4}|\d{1,2} \d{1,2})[ ]?\(\s*([월화수목금토일]?)\s*\)"
)
_NO_WEEKDAY: Final = re.compile(r"(?<!\d)(\d{1,2})월 ?(\d{1,2})일\(\s*\)")
_SURE_BY_DAYS: Final = 60
_LEAP_YEAR: Final = 2024
_MONTHS: Final = 12


def restore_dates(draft: Draft, page_date: date | None) -> None:
    """This function will restore dates that lost their words or their weekday.

    The year is not on the page: it is that of the nearest such day to the page's own date. Where
    the digits can be read as two dates, where two years are about as near, or where the page
    has no date, the place is only reported, with what it may have been.
    """
    for number, text in enumerate(draft.joined):
        for match in _EMPTIED.finditer(text):
            splits = _splits(match.group(1))
            _restore(draft, (number, match.start(), match.end()), splits, match.group(2), page_date)
        for match in _NO_WEEKDAY.finditer(text):
            split = (int(match.group(1)), int(match.group(2)))
            if _is_day(*split):
                _restore(draft, (number, match.start(), match.end()), [split], "", page_date)


def _restore(
    draft: Draft,
    place: tuple[int, int, int],
    splits: list[tuple[int, int]],
    weekday: str,
    page_date: date | None,
) -> None:
    if not splits:
        return
    if page_date is None:
        candidates = tuple(f"{month}월 {day}일" for month, day in splits)
        rule = (Kind.DATE, Rule.DATE_WITHOUT_YEAR, Confidence.UNKNOWN)
        draft.add(place, rule, None, candidates=candidates)
        return
    readings: list[date] = []
    unsure = False
    for month, day in splits:
        near = _nearest(month, day, page_date)
        unsure = unsure or (
            len(near) > 1
            and _distance(near[1], page_date) - _distance(near[0], page_date) < _SURE_BY_DAYS
        )
        readings += near[:2] if unsure else near[:1]
    fitting = [each for each in readings if weekday in ("", WEEKDAYS[each.weekday()])]
    if len(fitting) == 1 and (weekday or not unsure):
        rule = (Kind.DATE, Rule.DATE_BY_CALENDAR, Confidence.LIKELY)
        draft.add(place, rule, _written(fitting[0]), evidence=fitting[0].isoformat())
        return
    candidates = tuple(dict.fromkeys(map(_written, readings)))
    draft.add(
        place, (Kind.DATE, Rule.DATE_UNCLEAR, Confidence.UNKNOWN), None, candidates=candidates
    )


def _splits(digits: str) -> list[tuple[int, int]]:
    """This function will return each (month, day) that the digits can be read as."""
    if " " in digits:
        month, day = digits.split(" ")
        pairs = [(month, day)]
    else:
        pairs = [(digits[:cut], digits[cut:]) for cut in range(1, len(digits))]
    return [(int(month), int(day)) for month, day in pairs if _is_day(int(month), int(day))]


def _is_day(month: int, day: int) -> bool:
    if not (1 <= month <= _MONTHS and day):
        return False
    try:
        date(_LEAP_YEAR, month, day)
    except ValueError:
        return False
    return True


def _nearest(month: int, day: int, page_date: date) -> list[date]:
    found: list[date] = []
    for year in (page_date.year - 1, page_date.year, page_date.year + 1):
        try:
            found.append(date(year, month, day))
        except ValueError:  # 29 February
            continue
    return sorted(found, key=lambda each: _distance(each, page_date))


def _distance(one: date, other: date) -> int:
    return abs((one - other).days)


def _written(day: date) -> str:
    return f"{day.month}월 {day.day}일({WEEKDAYS[day.weekday()]})"
