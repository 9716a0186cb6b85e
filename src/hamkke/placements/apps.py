"""Placements: rounds in which class groups wish for sessions, and who got a place."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlacementsConfig(AppConfig):
    """Nobody is first because of speed: wishes are gathered, then shared out by a public rule."""

    name = "hamkke.placements"
    verbose_name = _("배정")
