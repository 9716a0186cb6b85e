"""The latest observations, for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import FETCH_RAISE, Count, F

from hamkke.weather.models import Observation, ObservationSet
from hamkke.weather.rules import kind_of, word_for
from hamkke.weather.ticker import Naming

if TYPE_CHECKING:
    from datetime import date, time
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class StationWeather:
    """What one station observed; `is_inferred`: its row had no name and was placed by order."""

    number: int
    name: str
    latitude: float
    longitude: float
    condition: str
    kind: str
    temperature: Decimal
    is_inferred: bool

    @property
    def degrees(self) -> str:
        """The temperature with a true minus sign, without unit."""
        return str(self.temperature).replace("-", "−")


@dataclass(frozen=True, slots=True)
class Board:
    """The latest set of observations, in the standard order of stations.

    `observed_time` is None where the source names no hour. `days_old` counts from the reader's
    day: anything above 0 has to be said.
    """

    observed_date: date
    observed_time: time | None
    source_name: str
    days_old: int
    stations: tuple[StationWeather, ...]
    unresolved: int

    @property
    def warmest(self) -> StationWeather:
        """The warmest station; of equals the first in order."""
        return max(self.stations, key=lambda each: each.temperature)

    @property
    def coldest(self) -> StationWeather:
        """The coldest station; of equals the first in order."""
        return min(self.stations, key=lambda each: each.temperature)


def latest_board(*, today: date) -> Board | None:
    """This function will return the newest set that has a station, or None before any import.

    Of one day, a set with an hour goes before one without, and more stations before fewer: a page
    that lists a single station must not hide the whole network.
    """
    latest = (
        ObservationSet.objects.all()
        .fetch_mode(FETCH_RAISE)
        .annotate(stations=Count("observations"))
        .filter(stations__gt=0)
        .order_by(
            "-observed_date", F("observed_time").desc(nulls_last=True), "-stations", "-imported_at"
        )
        .first()
    )
    if latest is None:
        return None
    rows = (
        Observation.objects.all()
        .fetch_mode(FETCH_RAISE)
        .filter(observation_set=latest)
        .select_related("station")
        .order_by("station_id")
    )
    return Board(
        observed_date=latest.observed_date,
        observed_time=latest.observed_time,
        source_name=latest.source_name,
        days_old=(today - latest.observed_date).days,
        stations=tuple(_station(row) for row in rows),
        unresolved=latest.unresolved.count(),
    )


def latest_at(*, station_number: int, today: date) -> tuple[Board, StationWeather] | None:
    """This function will return the newest board and one station of it, as the weather strip needs.

    None where nothing was imported or the newest set lacks the station.
    """
    board = latest_board(today=today)
    if board is None:
        return None
    found = next((each for each in board.stations if each.number == station_number), None)
    return (board, found) if found else None


def _station(row: Observation) -> StationWeather:
    station = row.station
    return StationWeather(
        number=station.number,
        name=station.name,
        latitude=station.latitude,
        longitude=station.longitude,
        condition=word_for(row.condition),
        kind=kind_of(row.condition),
        temperature=row.temperature,
        is_inferred=row.naming == Naming.INFERRED_BY_ORDER,
    )
