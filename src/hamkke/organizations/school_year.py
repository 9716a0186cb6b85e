"""The school year: from 1 March to the last day of February (초·중등교육법 §24)."""

from __future__ import annotations

from datetime import date, timedelta

MARCH = 3


def school_year_of(day: date) -> int:
    """This function will return the school year that a day belongs to."""
    return day.year if day.month >= MARCH else day.year - 1


def first_day_of(school_year: int) -> date:
    """This function will return 1 March of the school year."""
    return date(school_year, MARCH, 1)


def last_day_of(school_year: int) -> date:
    """This function will return 28 or 29 February, on which the school year ends."""
    return first_day_of(school_year + 1) - timedelta(days=1)
