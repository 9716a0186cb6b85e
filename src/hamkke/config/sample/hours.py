"""Office hours: when the people of the sample do what they do."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from hamkke.inbox.hours import is_day_off

SEOUL_TIME: Final = ZoneInfo("Asia/Seoul")
OPENS: Final = time(9)
CLOSES: Final = time(17, 40)


def at_work(moment: datetime) -> datetime:
    """This function will return the last moment of office hours that is not after `moment`.

    It keeps the order of moments; what happens in one night or on one weekend happens at its eve.
    """
    local = moment.astimezone(SEOUL_TIME)
    day = local.date()
    if local.time() < OPENS:
        day -= timedelta(days=1)
    while is_day_off(day):
        day -= timedelta(days=1)
    return min(local, datetime.combine(day, CLOSES, SEOUL_TIME))
