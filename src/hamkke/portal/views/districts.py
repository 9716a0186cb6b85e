"""The districts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from hamkke.database.identity import civil_day
from hamkke.portal.http import public_page
from hamkke.portal.queries.districts import district_page, districts_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hamkke.accounts.http import Request


@public_page
def districts(request: Request) -> HttpResponse:
    """This view will list the districts by office, with the map."""
    page = districts_page(day=civil_day(request.now))
    return render(request, "portal/districts.html", {"page": page})


@public_page
def district(request: Request, code: str) -> HttpResponse:
    """This view will show one district: office, agreement, programs, schools, neighbours."""
    page = district_page(code=code, day=civil_day(request.now))
    return render(request, "portal/district.html", {"page": page})
