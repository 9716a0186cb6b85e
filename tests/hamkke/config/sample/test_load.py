"""The sample must load on whatever day somebody tries the demo."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from hamkke.config.sample.load import load
from hamkke.config.sample.programs import ELSEWHERE, NOT_YET, OPEN, PAST, SEOUL_TIME, sessions_of
from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.placements.models import Round
from hamkke.programs.rules.content import checked_sessions

NEW_YEAR = datetime(2026, 1, 1, 10, 0, tzinfo=SEOUL_TIME)


def test_sessions_are_possible_on_every_day_of_four_years() -> None:
    for day in range(4 * 366):
        # At night too: two sessions once fell on one Monday.
        now = NEW_YEAR + timedelta(days=day, minutes=-9 * 60 - 23 if day % 2 else 0)
        for offer in (*OPEN, *ELSEWHERE, *NOT_YET):
            checked_sessions(sessions_of(offer, now), now=now)
        for offer in PAST:
            checked_sessions(sessions_of(offer, now), now=now - timedelta(days=75))
            assert all(session.ends_at < now for session in sessions_of(offer, now))


@pytest.mark.parametrize(
    "now",
    [
        datetime(2027, 2, 28, 23, 59, tzinfo=SEOUL_TIME),
        datetime(2028, 3, 1, 0, 0, tzinfo=SEOUL_TIME),
    ],
    ids=str,
)
def test_the_whole_sample_loads(own_database: None, now: datetime) -> None:
    load(now=now)
    with acting_as(roles.OWNER):
        assert Round.objects.count() == 2
