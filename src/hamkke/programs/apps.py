"""Programs."""

from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    """The app programs."""

    name = "hamkke.programs"
