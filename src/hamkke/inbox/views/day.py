"""The day page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from hamkke.inbox.queries.day import day_of
from hamkke.inbox.wording import day_headline, lead, onward

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hamkke.accounts.http import Request


@require_safe
def day(request: Request) -> HttpResponse:
    """This view will show what the viewer has to do today, and where to go from there."""
    found = day_of(viewer=request.viewer, now=request.now)
    context = {
        "day": found,
        "headline": day_headline(found, request.viewer),
        "lead": lead(found, request.viewer),
        "onward": onward(request.viewer),
    }
    return render(request, "inbox/day.html", context)
