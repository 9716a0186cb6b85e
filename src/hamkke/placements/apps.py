"""Placements."""

from django.apps import AppConfig


class PlacementsConfig(AppConfig):
    """The app placements."""

    name = "hamkke.placements"
