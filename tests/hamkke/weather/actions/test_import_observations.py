"""Importing a ticker: one set without an hour, once."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, transaction

from hamkke.accounts.viewer import ANONYMOUS, Viewer
from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.weather.actions.import_observations import ImportedObservations, import_observations
from hamkke.weather.errors import MayNotImportObservations, TickerWithoutDate
from hamkke.weather.models import Observation, ObservationSet, Station, UnresolvedRow
from hamkke.weather.queries.board import latest_at, latest_board
from hamkke.weather.ticker import parse_ticker
from tests.conftest import NOW

if TYPE_CHECKING:
    from tests.conftest import Committed
    from tests.world import World

DAY = date(2025, 12, 11)
TICKER = "맑음속초4.8℃\n맑음3.6℃\n구름조금철원-0.8℃\n비서울2.6℃\n맑음몰라9.9℃"


def bring_in(
    text: str = TICKER,
    *,
    day: date | None = DAY,
    viewer: Viewer = ANONYMOUS,
    role: str = roles.JOBS,
) -> ImportedObservations:
    with acting_as(role):
        return import_observations(
            viewer=viewer,
            digest=hashlib.sha256(text.encode()).hexdigest(),
            rows=parse_ticker(text),
            observed_date=day,
            source_name="한빛신문",
            now=NOW,
        )


@pytest.mark.django_db
def test_rows_become_observations_and_open_ones_are_kept_apart() -> None:
    report = bring_in()
    assert (report.stations, report.unresolved, report.is_new) == (4, 1, True)
    with acting_as(roles.PUBLIC):
        stored = ObservationSet.objects.get()
        assert (stored.observed_date, stored.observed_time) == (DAY, None)
        assert Station.objects.count() == 97
        assert Observation.objects.get(station_id=93).temperature == Decimal("3.6")
        assert Observation.objects.get(station_id=93).naming == "inferred_by_order"
        assert UnresolvedRow.objects.get().raw_name == "몰라"


@pytest.mark.django_db
def test_importing_twice_changes_nothing() -> None:
    first = bring_in()
    again = bring_in()
    assert (again.set_id, again.is_new, again.stations) == (first.set_id, False, 4)
    with acting_as(roles.PUBLIC):
        assert ObservationSet.objects.count() == 1
        assert Observation.objects.count() == 4


@pytest.mark.django_db
def test_without_a_date_nothing_is_stored() -> None:
    with pytest.raises(TickerWithoutDate) as refused:
        bring_in(day=None)
    assert "5개" in refused.value.message
    with acting_as(roles.PUBLIC):
        assert not ObservationSet.objects.exists()


def test_people_do_not_import(world: World) -> None:
    for key in ("city_officer", "teacher", "citizen"):
        with pytest.raises(MayNotImportObservations):
            bring_in(viewer=world.viewer(key))


@pytest.mark.django_db
@pytest.mark.parametrize("role", [roles.PUBLIC, roles.WORK, roles.SUPPORT, roles.IDENTITY])
def test_no_role_of_requests_writes(role: str) -> None:
    with acting_as(role), pytest.raises(DatabaseError), transaction.atomic():
        ObservationSet.objects.create(
            digest="0" * 64, observed_date=DAY, source_name="x", imported_at=NOW
        )


@pytest.mark.django_db
def test_the_board_shows_the_newest_day_and_how_old_it_is() -> None:
    bring_in()
    bring_in("맑음서울-5.0℃", day=DAY - timedelta(days=3))
    with acting_as(roles.PUBLIC):
        board = latest_board(today=DAY + timedelta(days=2))
        assert board is not None
        assert (board.observed_date, board.days_old, board.unresolved) == (DAY, 2, 1)
        assert [each.number for each in board.stations] == [90, 93, 95, 108]
        assert (board.warmest.name, board.coldest.name) == ("속초", "철원")
        assert board.coldest.degrees == "−0.8"
        assert [each.kind for each in board.stations] == ["clear", "clear", "few_clouds", "rain"]
        found = latest_at(station_number=108, today=DAY)
        assert found is not None
        assert found[1].name == "서울"
        assert latest_at(station_number=159, today=DAY) is None


@pytest.mark.django_db
def test_a_page_with_a_single_station_does_not_hide_the_network() -> None:
    bring_in()
    bring_in("맑음부산1.0℃")
    with acting_as(roles.PUBLIC):
        board = latest_board(today=DAY)
        assert board is not None
        assert len(board.stations) == 4


@pytest.mark.django_db
def test_before_any_import_there_is_no_board() -> None:
    with acting_as(roles.PUBLIC):
        assert latest_board(today=DAY) is None


def test_two_imports_at_once_make_one_set(committed: Committed) -> None:
    results = committed.in_threads([bring_in, bring_in, lambda: bring_in("맑음부산1.0℃")])
    assert results[0].set_id == results[1].set_id
    assert {results[0].is_new, results[1].is_new} == {True, False}
    assert results[2].is_new
