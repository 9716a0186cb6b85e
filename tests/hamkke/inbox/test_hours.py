"""Quiet hours: midnight, weekends, holidays; and when the digest goes out."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamkke.inbox.hours import Quiet, after_quiet, is_day_off, next_digest

SEOUL = ZoneInfo("Asia/Seoul")
NIGHT = Quiet()
EVERY_DAY = Quiet(days_off=False)


def at(text: str) -> datetime:
    """This function will read a moment in Seoul."""
    return datetime.fromisoformat(text).replace(tzinfo=SEOUL)


@pytest.mark.parametrize(
    ("happens", "told"),
    [
        ("2025-12-11 10:00", "2025-12-11 10:00"),
        ("2025-12-11 19:59:59", "2025-12-11 19:59:59"),
        ("2025-12-11 20:00", "2025-12-12 08:00"),
        ("2025-12-12 00:00", "2025-12-12 08:00"),
        ("2025-12-12 07:59", "2025-12-12 08:00"),
        ("2025-12-12 08:00", "2025-12-12 08:00"),
        # Friday evening, Saturday noon and the midnight that begins Monday
        ("2025-12-12 20:00", "2025-12-15 08:00"),
        ("2025-12-13 12:00", "2025-12-15 08:00"),
        ("2025-12-15 00:00", "2025-12-15 08:00"),
        # Chuseok 2025: 3 October to 9 October without a working day, then Friday
        ("2025-10-02 21:00", "2025-10-10 08:00"),
        ("2025-12-31 23:59", "2026-01-02 08:00"),
        # the day given for 1 March, a Sunday in 2026
        ("2026-03-02 09:00", "2026-03-03 08:00"),
    ],
)
def test_what_happens_in_quiet_hours_is_told_after_them(happens: str, told: str) -> None:
    assert after_quiet(at(happens), NIGHT) == at(told)


def test_hours_within_a_day_and_no_hours_at_all() -> None:
    lunch = Quiet(time(12), time(13), days_off=False)
    assert after_quiet(at("2025-12-13 12:30"), lunch) == at("2025-12-13 13:00")
    assert after_quiet(at("2025-12-13 13:00"), lunch) == at("2025-12-13 13:00")
    none = Quiet(time(9), time(9), days_off=False)
    assert after_quiet(at("2025-12-13 09:00"), none) == at("2025-12-13 09:00")
    whole_days = Quiet(time(9), time(9))
    assert after_quiet(at("2025-12-13 09:00"), whole_days) == at("2025-12-15 00:00")


@pytest.mark.parametrize(
    ("happens", "quiet", "told"),
    [
        ("2025-12-11 07:59", NIGHT, "2025-12-11 08:00"),
        ("2025-12-11 08:00", NIGHT, "2025-12-11 08:00"),
        ("2025-12-11 08:01", NIGHT, "2025-12-12 08:00"),
        ("2025-12-12 10:00", NIGHT, "2025-12-15 08:00"),
        ("2025-12-12 10:00", EVERY_DAY, "2025-12-13 08:00"),
        ("2025-12-11 10:00", Quiet(time(19), time(10)), "2025-12-12 10:00"),
    ],
)
def test_the_digest_goes_out_at_eight_or_after_the_quiet(
    happens: str, quiet: Quiet, told: str
) -> None:
    assert next_digest(at(happens), quiet) == at(told)


HOURS = st.integers(0, 23).map(time)


@given(
    st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31), timezones=st.just(SEOUL)),
    st.builds(Quiet, HOURS, HOURS, st.booleans()),
)
def test_told_never_in_quiet_hours_never_before_and_soon(moment: datetime, quiet: Quiet) -> None:
    for told in (after_quiet(moment, quiet), next_digest(moment, quiet)):
        assert moment <= told <= moment + timedelta(days=16)
        assert not quiet.covers(told.time())
        assert not (quiet.days_off and is_day_off(told.date()))
        assert after_quiet(told, quiet) == told
