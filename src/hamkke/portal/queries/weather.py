"""The weather strip: always with its day, its hour or the lack of one, and its source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hamkke.weather.queries.board import latest_at

if TYPE_CHECKING:
    from datetime import date, time

# Seoul's only station of the ASOS network.
SEOUL: Final = 108


@dataclass(frozen=True, slots=True)
class WeatherStrip:
    """One station's weather as one line; `days_old` above 0 has to be said."""

    station: str
    condition: str
    degrees: str
    kind: str
    observed_date: date
    observed_time: time | None
    days_old: int
    source_name: str
    stations: int


def weather_strip(*, today: date) -> WeatherStrip | None:
    """This function will return Seoul's latest weather, or None before any import."""
    found = latest_at(station_number=SEOUL, today=today)
    if found is None:
        return None
    board, station = found
    return WeatherStrip(
        station=station.label,
        condition=station.condition,
        degrees=station.degrees,
        kind=station.kind,
        observed_date=board.observed_date,
        observed_time=board.observed_time,
        days_old=board.days_old,
        source_name=board.source_name,
        stations=len(board.stations),
    )
