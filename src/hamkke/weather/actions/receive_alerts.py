"""Keep which official alerts are in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction

from hamkke.audit.actions.record_action import record_action
from hamkke.weather.models import WeatherAlert

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer
    from hamkke.weather.kma import AlertRow


def receive_alerts(*, viewer: Viewer, rows: Sequence[AlertRow], now: datetime) -> tuple[int, int]:
    """This function will take `rows` as all alerts in force; return how many began and ended.

    What is no longer in the list was lifted. Statements are kept as they were made: a raised level
    is a new statement, and the former ends.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(hashtext('weather alerts'))")
        in_force = {
            _key(alert): alert for alert in WeatherAlert.objects.filter(lifted_at__isnull=True)
        }
        stated = {_key(alert): alert for row in rows for alert in [_alert(row, now)]}
        begun = [alert for key, alert in stated.items() if key not in in_force]
        ended = [alert.pk for key, alert in in_force.items() if key not in stated]
        WeatherAlert.objects.filter(pk__in=ended).update(lifted_at=now)
        for alert in WeatherAlert.objects.bulk_create(begun):
            record_action(viewer=viewer.identity, action="receive_alerts", subject=alert, now=now)
    return len(begun), len(ended)


def _key(alert: WeatherAlert) -> tuple[object, ...]:
    """What makes a statement the same, as the unique constraint says it."""
    return (
        alert.region_code,
        alert.kind,
        alert.level,
        alert.announced_at,
        alert.effective_at,
        alert.command,
    )


def _alert(row: AlertRow, now: datetime) -> WeatherAlert:
    return WeatherAlert(
        region_code=row.region_code[:20],
        region_name=row.region_name[:60],
        parent_name=row.parent_name[:60],
        kind=row.kind[:20],
        level=row.level[:20],
        command=row.command[:20],
        announced_at=row.announced_at,
        effective_at=row.effective_at,
        ends_text=row.ends_text[:60],
        received_at=now,
    )
