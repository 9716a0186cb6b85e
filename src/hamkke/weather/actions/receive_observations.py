"""Keep what the hub says of one hour."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.audit.actions.record_action import record_action
from hamkke.weather.client import SOURCE
from hamkke.weather.errors import HourNotThereYet
from hamkke.weather.kma import SEOUL_TIME
from hamkke.weather.models import Observation, ObservationSet, UnresolvedRow
from hamkke.weather.observation_sets import lock_sets, store_set
from hamkke.weather.stations import standard_stations
from hamkke.weather.ticker import Naming

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer
    from hamkke.weather.kma import SurfaceRow


def receive_observations(
    *, viewer: Viewer, hour: datetime, rows: Sequence[SurfaceRow], now: datetime
) -> bool:
    """This function will store the stations' rows of `hour` and return whether they are news.

    The same answer again changes nothing; a later one with more stations is a set of its own, and
    the fuller one is shown. Rows of another hour are left out, stations outside the network kept
    apart. Raises HourNotThereYet when no row is of the hour.
    """
    local = hour.astimezone(SEOUL_TIME)
    current = [row for row in rows if row.observed_at == hour]
    if not current:
        raise HourNotThereYet
    digest = hashlib.sha256(repr(current).encode()).hexdigest()
    known = {station.number for station in standard_stations()}
    with transaction.atomic():
        lock_sets()
        if ObservationSet.objects.filter(digest=digest).exists():
            return False
        kept = ObservationSet(
            digest=digest,
            observed_date=local.date(),
            observed_time=local.time(),
            source_name=SOURCE,
            imported_at=now,
        )
        store_set(
            kept,
            [_observation(row) for row in current if row.number in known],
            [
                _stranger(place, row)
                for place, row in enumerate(current, start=1)
                if row.number not in known
            ],
        )
        record_action(viewer=viewer.identity, action="receive_observations", subject=kept, now=now)
    return True


def _observation(row: SurfaceRow) -> Observation:
    return Observation(
        station_id=row.number,
        condition=row.condition,
        temperature=row.temperature,
        humidity=row.humidity,
        wind_speed=row.wind_speed,
        rain=row.rain,
        naming=Naming.EXACT,
    )


def _stranger(place: int, row: SurfaceRow) -> UnresolvedRow:
    return UnresolvedRow(
        row=place,
        condition=row.condition,
        raw_name=str(row.number),
        temperature="" if row.temperature is None else str(row.temperature),
        problem="unknown_station",
    )
