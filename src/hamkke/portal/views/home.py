"""The home page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from hamkke.portal.http import public_page
from hamkke.portal.queries.home import home_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hamkke.accounts.http import Request


@public_page
def home(request: Request) -> HttpResponse:
    """This view will show where the city stands today."""
    page = home_page(now=request.now)
    return render(request, "portal/home.html", {"page": page})
