"""Portal."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The app portal."""

    name = "hamkke.portal"
