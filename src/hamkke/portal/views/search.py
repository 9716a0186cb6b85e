"""Search over the portal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from hamkke.portal.http import public_page
from hamkke.portal.queries.search import search_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hamkke.accounts.http import Request


@public_page
def search(request: Request) -> HttpResponse:
    """This view will show what was found for `q`."""
    page = search_page(typed=request.GET)
    return render(request, "portal/search.html", {"page": page})
