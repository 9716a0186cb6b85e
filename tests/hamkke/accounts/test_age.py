"""The fourteenth birthday (민법 §158, §160): the day before, the day itself, and 29 February."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamkke.accounts.age import fourteen_on, needs_guardian


@pytest.mark.parametrize(
    ("birth", "day"),
    [
        (date(2011, 12, 11), date(2025, 12, 11)),
        (date(2012, 2, 28), date(2026, 2, 28)),
        (date(2012, 2, 29), date(2026, 3, 1)),
        (date(2012, 3, 1), date(2026, 3, 1)),
        (date(2014, 2, 28), date(2028, 2, 28)),
        (date(2014, 3, 1), date(2028, 3, 1)),
    ],
)
def test_the_fourteenth_birthday(birth: date, day: date) -> None:
    assert fourteen_on(birth) == day
    eve = day - timedelta(days=1)
    assert needs_guardian(fourteen=day, level="middle", today=eve)
    assert not needs_guardian(fourteen=day, level="middle", today=day)


def test_at_an_elementary_school_a_guardian_is_always_asked() -> None:
    assert needs_guardian(fourteen=date(2020, 1, 1), level="elementary", today=date(2025, 12, 11))


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2080, 12, 31)))
def test_nobody_is_fourteen_earlier_by_being_born_later(birth: date) -> None:
    assert fourteen_on(birth) <= fourteen_on(birth + timedelta(days=1))
    assert fourteen_on(birth).year == birth.year + 14
