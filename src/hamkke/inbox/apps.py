"""Inbox."""

from django.apps import AppConfig


class InboxConfig(AppConfig):
    """The app inbox."""

    name = "hamkke.inbox"
