"""What the home page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hamkke.database.identity import civil_day
from hamkke.news.queries.published import published_news
from hamkke.placements.queries.public import open_rounds_programs
from hamkke.portal.queries.states import CityStates, city_states
from hamkke.portal.queries.weather import WeatherStrip, weather_strip
from hamkke.weather.queries.feeds import alert_news

if TYPE_CHECKING:
    from datetime import date, datetime

    from hamkke.placements.queries.public import OpenProgram
    from hamkke.weather.queries.feeds import AlertNews

NEWS_SHOWN: Final = 3
PROGRAMS_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class NewsLine:
    """A piece of news by its title."""

    id: int
    title: str
    item_date: date


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A program that takes wishes now, with its district's name."""

    program: OpenProgram
    district: str


@dataclass(frozen=True, slots=True)
class HomePage:
    """The home page's parts, each empty where nothing is published yet."""

    today: date
    weather: WeatherStrip | None
    alerts: AlertNews
    states: CityStates
    news: tuple[NewsLine, ...]
    programs: tuple[OpenLine, ...]
    program_count: int


def home_page(*, now: datetime) -> HomePage:
    """This function will gather the home page; the number of queries does not grow with data."""
    today = civil_day(now)
    states = city_states()
    programs = open_rounds_programs(now)
    return HomePage(
        today=today,
        weather=weather_strip(today=today),
        alerts=alert_news(now=now),
        states=states,
        news=tuple(
            NewsLine(item.pk, item.title, item.item_date) for item in published_news()[:NEWS_SHOWN]
        ),
        programs=tuple(
            OpenLine(each, states.labels.get(each.district_id, ""))
            for each in programs[:PROGRAMS_SHOWN]
        ),
        program_count=len(programs),
    )
