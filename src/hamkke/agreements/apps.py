"""Agreements."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """The app agreements."""

    name = "hamkke.agreements"
