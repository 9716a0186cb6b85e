"""The models of weather, one aggregate a file."""

from hamkke.weather.models.observation import Observation, ObservationSet, UnresolvedRow
from hamkke.weather.models.station import Station

__all__ = ["Observation", "ObservationSet", "Station", "UnresolvedRow"]
