"""What the header may know of notices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hamkke.web.navigation import first_served

if TYPE_CHECKING:
    from django.http import HttpRequest


def notices(request: HttpRequest) -> dict[str, Any]:
    """This function will give the header the way to the notices, where they can be counted."""
    unread = getattr(request, "unread_notices", None)
    if unread is None:
        return {}
    return {
        "notices_url": first_served(("/desk/notices/",), "ko"),
        "unread_notices": unread,
    }
