"""Storing one set of observations: what the import of a page and the hub's answers share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from hamkke.weather.models import Observation, ObservationSet, Station, UnresolvedRow
from hamkke.weather.stations import standard_stations

if TYPE_CHECKING:
    from collections.abc import Sequence


def lock_sets() -> None:
    """This function will let imports wait for each other: they share the table of stations."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('weather observations'))")


def store_set(
    kept: ObservationSet,
    observations: Sequence[Observation],
    unresolved: Sequence[UnresolvedRow],
) -> None:
    """This function will store a new set with its rows, which name only stations of the network."""
    Station.objects.bulk_create(
        [
            Station(
                number=station.number,
                name=station.name,
                latitude=float(station.latitude),
                longitude=float(station.longitude),
            )
            for station in standard_stations()
        ],
        update_conflicts=True,
        unique_fields=["number"],
        update_fields=["name", "latitude", "longitude"],
    )
    kept.station_count = len(observations)
    kept.save(force_insert=True)
    for row in observations:
        row.observation_set = kept
    for line in unresolved:
        line.observation_set = kept
    Observation.objects.bulk_create(observations)
    UnresolvedRow.objects.bulk_create(unresolved)
