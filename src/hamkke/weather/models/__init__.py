"""The models of weather, one aggregate a file."""

from hamkke.weather.models.alert import WeatherAlert
from hamkke.weather.models.feed import Feed, FeedName
from hamkke.weather.models.observation import Observation, ObservationSet, UnresolvedRow
from hamkke.weather.models.station import Station

__all__ = [
    "Feed",
    "FeedName",
    "Observation",
    "ObservationSet",
    "Station",
    "UnresolvedRow",
    "WeatherAlert",
]
