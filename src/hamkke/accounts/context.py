"""What every template may know of the viewer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hamkke.accounts.viewer import ANONYMOUS

if TYPE_CHECKING:
    from django.http import HttpRequest


def viewer(request: HttpRequest) -> dict[str, Any]:
    """This function will give templates `viewer`, anonymous on the portal."""
    return {"viewer": getattr(request, "viewer", ANONYMOUS)}
