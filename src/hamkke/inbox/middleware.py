"""How many notices are unread, for the header of the work area's pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.functional import SimpleLazyObject

from hamkke.database.zones import WORK
from hamkke.inbox.queries.notices import unread_count

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http.response import HttpResponseBase

    from hamkke.accounts.http import Request

    type GetResponse = Callable[[Request], HttpResponseBase]


class NoticesMiddleware:
    """Stands inside the identity's transaction: pages drawn outside it show no count."""

    def __init__(self, get_response: GetResponse) -> None:
        """This function will keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        """This function will count when a header asks, once a request."""
        if request.zone == WORK and request.viewer.is_signed_in:
            viewer = request.viewer
            request.unread_notices = SimpleLazyObject(  # type: ignore[attr-defined]
                lambda: unread_count(viewer=viewer)
            )
        return self.get_response(request)
