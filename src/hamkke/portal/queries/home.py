"""What the home page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hamkke.news.queries.published import published_news
from hamkke.portal.queries.states import CityStates, city_states
from hamkke.portal.queries.weather import WeatherStrip, weather_strip

if TYPE_CHECKING:
    from datetime import date

NEWS_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class NewsLine:
    """A piece of news by its title."""

    id: int
    title: str
    item_date: date


@dataclass(frozen=True, slots=True)
class HomePage:
    """The home page's parts, each empty where nothing is published yet."""

    today: date
    weather: WeatherStrip | None
    states: CityStates
    news: tuple[NewsLine, ...]


def home_page(*, today: date) -> HomePage:
    """This function will gather the home page; the number of queries does not grow with data."""
    return HomePage(
        today=today,
        weather=weather_strip(today=today),
        states=city_states(),
        news=tuple(
            NewsLine(item.pk, item.title, item.item_date) for item in published_news()[:NEWS_SHOWN]
        ),
    )
