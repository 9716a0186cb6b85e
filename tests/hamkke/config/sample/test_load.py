"""The sample must load on whatever day somebody tries the demo."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from hamkke.audit.models import ActionEntry
from hamkke.config.sample.agreements import KNOWN_DATES
from hamkke.config.sample.hours import SEOUL_TIME, at_work
from hamkke.config.sample.load import load
from hamkke.config.sample.programs import ELSEWHERE, NOT_YET, OPEN, PAST, sessions_of
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
        by_people = ActionEntry.objects.exclude(person_number=None)
        acted = set(by_people.values_list("action", "done_at"))
    assert len(acted) > 100
    # One agreement was signed on a Saturday, as the press has it.
    real = KNOWN_DATES.values()
    odd = [each for each in acted if at_work(each[1]) != each[1] and each[1].date() not in real]
    assert odd == [], "at night, on a weekend"


def test_office_hours_keep_the_order() -> None:
    moments = [NEW_YEAR + timedelta(hours=hour * 0.7) for hour in range(500)]
    moved = [at_work(moment) for moment in moments]
    assert moved == sorted(moved)
    assert all(new <= old and at_work(new) == new for old, new in zip(moments, moved, strict=True))
    assert moved[0] == datetime(2025, 12, 31, 17, 40, tzinfo=SEOUL_TIME)
