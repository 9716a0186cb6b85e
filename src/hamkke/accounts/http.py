"""The request as hamkke's middlewares leave it to the views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from datetime import datetime

    from django_htmx.middleware import HtmxDetails

    from hamkke.accounts.viewer import Viewer
    from hamkke.database.zones import Zone


class Request(HttpRequest):
    """A request with who asks, when, and in which zone; views annotate their first argument so."""

    viewer: Viewer
    now: datetime
    zone: Zone
    htmx: HtmxDetails


def site_of(request: HttpRequest) -> str:
    """This function will return the address of this site without a path."""
    return f"{request.scheme}://{request.get_host()}"
