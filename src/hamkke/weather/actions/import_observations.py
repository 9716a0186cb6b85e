"""Bring the observations of a page in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection, transaction

from hamkke.audit.actions.record_action import record_action
from hamkke.weather.errors import MayNotImportObservations, TickerWithoutDate
from hamkke.weather.models import Observation, ObservationSet, Station, UnresolvedRow
from hamkke.weather.rules import may_import
from hamkke.weather.stations import standard_stations

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from hamkke.accounts.viewer import Viewer
    from hamkke.weather.ticker import TickerRow

LONGEST_NAME = 40
LONGEST_SOURCE = 200


@dataclass(frozen=True, slots=True)
class ImportedObservations:
    """What an import left: the set, whether it is new, how many stations and open rows it has."""

    set_id: int
    is_new: bool
    stations: int
    unresolved: int


def import_observations(
    *,
    viewer: Viewer,
    digest: str,
    rows: Sequence[TickerRow],
    observed_date: date | None,
    source_name: str,
    now: datetime,
) -> ImportedObservations:
    """This function will store the rows of a ticker as one set of observations without an hour.

    `digest` is the SHA-256 of the page: the same page again changes nothing. Rows without a
    station are kept as they were read. Raises MayNotImportObservations, TickerWithoutDate.
    """
    if not may_import(viewer):
        raise MayNotImportObservations
    if observed_date is None:
        raise TickerWithoutDate(count=len(rows))
    with transaction.atomic():
        _lock()
        kept = ObservationSet.objects.filter(digest=digest).first()
        if kept is not None:
            return ImportedObservations(
                kept.pk, False, kept.observations.count(), kept.unresolved.count()
            )
        _write_stations()
        kept = ObservationSet.objects.create(
            digest=digest,
            observed_date=observed_date,
            source_name=source_name[:LONGEST_SOURCE],
            imported_at=now,
        )
        named = [_observation(kept, row, row.station.number) for row in rows if row.station]
        Observation.objects.bulk_create(named)
        unnamed = [row for row in rows if row.station is None]
        UnresolvedRow.objects.bulk_create(_unresolved(kept, row) for row in unnamed)
        record_action(viewer=viewer.identity, action="import_observations", subject=kept, now=now)
        return ImportedObservations(kept.pk, True, len(named), len(unnamed))


def _lock() -> None:
    """This function will let imports wait for each other: they share the table of stations."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('weather observations'))")


def _write_stations() -> None:
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


def _observation(kept: ObservationSet, row: TickerRow, number: int) -> Observation:
    return Observation(
        observation_set=kept,
        station_id=number,
        condition=row.condition,
        temperature=row.temperature,
        raw_name=row.raw_name[:LONGEST_NAME],
        naming=row.naming,
    )


def _unresolved(kept: ObservationSet, row: TickerRow) -> UnresolvedRow:
    return UnresolvedRow(
        observation_set=kept,
        row=row.row,
        condition=row.condition,
        raw_name=row.raw_name[:LONGEST_NAME],
        temperature=str(row.temperature),
        problem=row.problem or "",
    )
