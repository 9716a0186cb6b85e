"""Bring the observations of a page in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.audit.actions.record_action import record_action
from hamkke.weather.errors import MayNotImportObservations, TickerWithoutDate
from hamkke.weather.models import Observation, ObservationSet, UnresolvedRow
from hamkke.weather.observation_sets import lock_sets, store_set
from hamkke.weather.rules import may_import

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
        lock_sets()
        kept = ObservationSet.objects.filter(digest=digest).first()
        if kept is not None:
            return ImportedObservations(kept.pk, False, kept.station_count, kept.unresolved.count())
        kept = ObservationSet(
            digest=digest,
            observed_date=observed_date,
            source_name=source_name[:LONGEST_SOURCE],
            imported_at=now,
        )
        named = [_observation(row, row.station.number) for row in rows if row.station]
        unnamed = [_unresolved(row) for row in rows if row.station is None]
        store_set(kept, named, unnamed)
        record_action(viewer=viewer.identity, action="import_observations", subject=kept, now=now)
        return ImportedObservations(kept.pk, True, len(named), len(unnamed))


def _observation(row: TickerRow, number: int) -> Observation:
    return Observation(
        station_id=number,
        condition=row.condition,
        temperature=row.temperature,
        raw_name=row.raw_name[:LONGEST_NAME],
        naming=row.naming,
    )


def _unresolved(row: TickerRow) -> UnresolvedRow:
    return UnresolvedRow(
        row=row.row,
        condition=row.condition,
        raw_name=row.raw_name[:LONGEST_NAME],
        temperature=str(row.temperature),
        problem=row.problem or "",
    )
