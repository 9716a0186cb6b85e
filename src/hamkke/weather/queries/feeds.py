"""How fresh the sources are, and which official alerts are in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.db.models import FETCH_RAISE

from hamkke.weather import errors
from hamkke.weather.client import SOURCE
from hamkke.weather.kma import SEOUL_TIME
from hamkke.weather.models import Feed, FeedName, ObservationSet, WeatherAlert

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.database.errors import Refusal

# Alerts are asked for every five minutes, hours come once an hour.
LATE_AFTER: Final = {
    FeedName.ALERTS: timedelta(minutes=30),
    FeedName.OBSERVATIONS: timedelta(hours=2),
}
_LEVELS: Final = {"주의": "주의보", "예비": " 예비특보"}
_SENTENCES: Final[dict[str, Refusal]] = {
    "HubUnreachable": errors.HubUnreachable(),
    "AnswerCutOff": errors.AnswerCutOff(),
    "HourNotThereYet": errors.HourNotThereYet(),
}


@dataclass(frozen=True, slots=True)
class Alert:
    """An official statement in force, in the KMA's words."""

    region: str
    kind: str
    level: str
    announced_at: datetime
    effective_at: datetime
    ends_text: str

    @property
    def name(self) -> str:
        """As the KMA names it: 폭염주의보, 한파경보, 강풍 예비특보."""
        return self.kind + _LEVELS.get(self.level, self.level)


@dataclass(frozen=True, slots=True)
class AlertNews:
    """The alerts in force; `checked_at` None: this installation never asked.

    `is_late`: the last answer is too old to say that nothing is in force.
    """

    alerts: tuple[Alert, ...]
    elsewhere: int
    checked_at: datetime | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class FeedState:
    """A source that should be fresh and is not: since when, and in a sentence why."""

    succeeded_at: datetime | None
    reason: str


def has_hour(*, hour: datetime) -> bool:
    """This function will tell whether the hub's set of `hour` is stored."""
    local = hour.astimezone(SEOUL_TIME)
    return ObservationSet.objects.filter(
        source_name=SOURCE, observed_date=local.date(), observed_time=local.time()
    ).exists()


def alert_news(*, now: datetime) -> AlertNews:
    """This function will return the alerts of the city's region, and how many hold elsewhere."""
    feed = _feed(FeedName.ALERTS)
    if feed is None or feed.succeeded_at is None:
        return AlertNews((), 0, None, is_late=False)
    in_force = list(WeatherAlert.objects.all().fetch_mode(FETCH_RAISE).filter(lifted_at=None))
    ours = [alert for alert in in_force if _is_ours(alert)]
    return AlertNews(
        alerts=tuple(
            Alert(
                alert.region_name,
                alert.kind,
                alert.level,
                alert.announced_at,
                alert.effective_at,
                alert.ends_text,
            )
            for alert in ours
        ),
        elsewhere=len(in_force) - len(ours),
        checked_at=feed.succeeded_at,
        is_late=now - feed.succeeded_at > LATE_AFTER[FeedName.ALERTS],
    )


def late_observations(*, now: datetime) -> FeedState | None:
    """This function will return what is wrong with the hourly observations, None if nothing is.

    None also where the hub was never asked: then nobody expects an hour.
    """
    feed = _feed(FeedName.OBSERVATIONS)
    if feed is None:
        return None
    if feed.succeeded_at and now - feed.succeeded_at <= LATE_AFTER[FeedName.OBSERVATIONS]:
        return None
    known = _SENTENCES.get(feed.problem)
    return FeedState(feed.succeeded_at, known.message if known else "")


def _feed(name: str) -> Feed | None:
    return Feed.objects.all().fetch_mode(FETCH_RAISE).filter(name=name).first()


def _is_ours(alert: WeatherAlert) -> bool:
    region = settings.WEATHER_REGION
    return alert.region_name.startswith(region) or alert.parent_name.startswith(region)
