"""The latest observations, for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import FETCH_RAISE, F

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
    temperature: Decimal | None
    wind_speed: Decimal | None
    rain: Decimal | None
    is_inferred: bool

    @property
    def degrees(self) -> str:
        """The temperature with a true minus sign, without unit; a dash where none was reported."""
        return "–" if self.temperature is None else str(self.temperature).replace("-", "−")


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
    def has_details(self) -> bool:
        """Whether the source tells more than sky and temperature."""
        return self.observed_time is not None

    @property
    def has_inferred(self) -> bool:
        """Whether a row without a name was placed by order."""
        return any(each.is_inferred for each in self.stations)

    @property
    def warmest(self) -> StationWeather | None:
        """The warmest station; of equals the first in order; None where none tells."""
        return max(self._measured, key=lambda each: each.temperature or 0, default=None)

    @property
    def coldest(self) -> StationWeather | None:
        """The coldest station; of equals the first in order; None where none tells."""
        return min(self._measured, key=lambda each: each.temperature or 0, default=None)

    @property
    def _measured(self) -> list[StationWeather]:
        return [each for each in self.stations if each.temperature is not None]


def latest_board(*, today: date) -> Board | None:
    """This function will return the newest set that has a station, or None before any import.

    Of one day, a set with an hour goes before one without, and more stations before fewer: a page
    that lists a single station must not hide the whole network.
    """
    latest = (
        ObservationSet.objects.all()
        .fetch_mode(FETCH_RAISE)
        .filter(station_count__gt=0)
        .order_by(
            "-observed_date",
            F("observed_time").desc(nulls_last=True),
            "-station_count",
            "-imported_at",
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
        wind_speed=row.wind_speed,
        rain=row.rain,
        is_inferred=row.naming == Naming.INFERRED_BY_ORDER,
    )
