"""What every template may know of the viewer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from hamkke.accounts.rules import demo_is_on
from hamkke.accounts.viewer import ANONYMOUS
from hamkke.database.zones import SERVED

if TYPE_CHECKING:
    from django.http import HttpRequest


def viewer(request: HttpRequest) -> dict[str, Any]:
    """This function will give templates `viewer`, anonymous on the portal, and the persona bar."""
    bar = "accounts/persona_bar.html" if demo_is_on() and _serves_accounts() else ""
    return {"viewer": getattr(request, "viewer", ANONYMOUS), "persona_bar": bar}


def _serves_accounts() -> bool:
    # A process of the public zone alone has no page on which to change roles.
    return "identity" in SERVED[settings.ZONE]
