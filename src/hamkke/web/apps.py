"""The shell as a Django app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates, static files and template tags that every page shares."""

    name = "hamkke.web"
    label = "web"
