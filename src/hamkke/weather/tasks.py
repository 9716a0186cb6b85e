"""The jobs of weather: ask the hub at its hours. Here the clock is read."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.utils import timezone
from procrastinate.contrib.django import app

from hamkke.accounts.viewer import ANONYMOUS
from hamkke.database import jobs, roles
from hamkke.database.errors import Refusal
from hamkke.database.identity import acting_as
from hamkke.weather.actions.receive_alerts import receive_alerts
from hamkke.weather.actions.receive_observations import receive_observations
from hamkke.weather.actions.record_attempt import record_attempt
from hamkke.weather.client import ask_alerts, ask_surface, hub_is_known
from hamkke.weather.models import FeedName
from hamkke.weather.queries.feeds import has_hour

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

logger = logging.getLogger(__name__)


# The hub has an hour's rows some ten minutes later; what failed is asked for again.
@app.periodic(cron="12,22,32,42,52 * * * *")
@app.task(name="weather.observe", queue=jobs.QUEUE, queueing_lock="weather.observe")
def observe(timestamp: int) -> None:  # noqa: ARG001 - the planned minute; what counts is the clock
    """This job will fetch the observations of the current hour, unless they are there."""
    fetch_observations(now=timezone.now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="weather.watch_alerts", queue=jobs.QUEUE, queueing_lock="weather.watch_alerts")
def watch_alerts(timestamp: int) -> None:  # noqa: ARG001
    """This job will fetch which official alerts are in force."""
    fetch_alerts(now=timezone.now())


def fetch_observations(*, now: datetime) -> None:
    """This function will do what `observe` does as of `now`."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    if not hub_is_known():
        return
    with acting_as(roles.JOBS):
        if has_hour(hour=hour):
            return

    def receive() -> None:
        rows = ask_surface(hour=hour)
        with acting_as(roles.JOBS):
            receive_observations(viewer=ANONYMOUS, hour=hour, rows=rows, now=now)

    _try(FeedName.OBSERVATIONS, receive, now)


def fetch_alerts(*, now: datetime) -> None:
    """This function will do what `watch_alerts` does as of `now`."""
    if not hub_is_known():
        return

    def receive() -> None:
        rows = ask_alerts()
        with acting_as(roles.JOBS):
            receive_alerts(viewer=ANONYMOUS, rows=rows, now=now)

    _try(FeedName.ALERTS, receive, now)


def _try(name: str, receive: Callable[[], None], now: datetime) -> None:
    """Ask outside any transaction; a refusal is kept for the page and logged, not raised.

    The next minute of the plan is the retry: a failed job would only be one more to clear away.
    """
    problem: Refusal | None = None
    try:
        receive()
    except Refusal as refusal:
        problem = refusal
        logger.warning("weather %s: %s", name, refusal.message)
    with acting_as(roles.JOBS):
        record_attempt(name=name, problem=problem, now=now)
