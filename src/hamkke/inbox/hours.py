"""When a person may be told by e-mail: quiet hours, weekends, holidays; no clock of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final

from django.utils import timezone

if TYPE_CHECKING:
    from datetime import date

DIGEST: Final = time(8)
_LONGEST: Final = 60  # steps; no run of days off is so long


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours, perhaps over midnight, and whether days off are quiet; equal hours: none is."""

    from_time: time = time(20)
    until_time: time = time(8)
    days_off: bool = True

    def covers(self, clock: time) -> bool:
        """This function will say whether a time of the day is quiet: from inclusive, until not."""
        if self.from_time <= self.until_time:
            return self.from_time <= clock < self.until_time
        return clock >= self.from_time or clock < self.until_time


@cache
def _holidays_of(year: int) -> frozenset[date]:
    import holidays  # noqa: PLC0415 - a third of a second of every start

    return frozenset(holidays.country_holidays("KR", years=year))


def is_day_off(day: date) -> bool:
    """This function will say whether nobody works: a weekend, a holiday or its substitute."""
    saturday = 5
    return day.weekday() >= saturday or day in _holidays_of(day.year)


def after_quiet(at: datetime, quiet: Quiet) -> datetime:
    """This function will return the first moment from `at` on that is not quiet."""
    moment = timezone.localtime(at)
    for _ in range(_LONGEST):
        if quiet.days_off and is_day_off(moment.date()):
            moment = _at(moment.date() + timedelta(days=1), time(0))
        elif quiet.covers(moment.time()):
            over_midnight = moment.time() >= quiet.until_time
            day = moment.date() + timedelta(days=int(over_midnight))
            moment = _at(day, quiet.until_time)
        else:
            break
    return moment


def next_digest(at: datetime, quiet: Quiet) -> datetime:
    """This function will return when the digest after `at` goes out: at 08:00, or after quiet."""
    local = timezone.localtime(at)
    day = local.date() + timedelta(days=int(local.time() > DIGEST))
    return after_quiet(_at(day, DIGEST), quiet)


def _at(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))
