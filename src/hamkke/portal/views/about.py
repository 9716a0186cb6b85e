"""What the scheme is, whom to ask, and how the site treats data and people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import render

from hamkke.database.identity import civil_day
from hamkke.portal.http import public_page
from hamkke.portal.queries.about import about_page, contact_page
from hamkke.portal.queries.rounds import rounds_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hamkke.accounts.http import Request

SECONDS_AN_HOUR = 3600


@public_page
def about(request: Request) -> HttpResponse:
    """This view will explain the scheme: vision, pillars, road map, contacts."""
    page = about_page(today=civil_day(request.now))
    return render(request, "portal/about.html", {"page": page})


@public_page
def contact(request: Request) -> HttpResponse:
    """This view will list the offices that answer questions."""
    page = contact_page(today=civil_day(request.now))
    return render(request, "portal/contact.html", {"page": page})


@public_page
def privacy(request: Request) -> HttpResponse:
    """This view will say what this software keeps about people."""
    hours = settings.SESSION_COOKIE_AGE // SECONDS_AN_HOUR
    return render(request, "portal/privacy.html", {"hours": hours})


@public_page
def accessibility(request: Request) -> HttpResponse:
    """This view will say how accessible the site is and where to report barriers."""
    return render(request, "portal/accessibility.html")


@public_page
def open_data(request: Request) -> HttpResponse:
    """This view will list the files that anybody may take."""
    return render(request, "portal/open_data.html")


@public_page
def verify(request: Request) -> HttpResponse:
    """This view will explain how places are given and how to recompute a result."""
    return render(request, "portal/verify.html", {"lines": rounds_page(now=request.now)})
