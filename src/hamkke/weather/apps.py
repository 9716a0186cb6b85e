"""Weather: stations and what they observed."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WeatherConfig(AppConfig):
    """Weather stations and observations."""

    name = "hamkke.weather"
    verbose_name = _("날씨")
