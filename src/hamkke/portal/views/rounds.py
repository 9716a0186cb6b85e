"""The rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render

import fair_allocation
from hamkke.placements.queries.public import bundle_of_round
from hamkke.portal.http import public_page
from hamkke.portal.queries.rounds import round_page, rounds_page

if TYPE_CHECKING:
    from hamkke.accounts.http import Request


@public_page
def rounds(request: Request) -> HttpResponse:
    """This view will list the rounds that were opened."""
    return render(request, "portal/rounds.html", {"lines": rounds_page(now=request.now)})


@public_page
def round_results(request: Request, round_id: int) -> HttpResponse:
    """This view will show a round: until when it runs, or its figures, digest and seed."""
    line = round_page(round_id=round_id, now=request.now)
    return render(request, "portal/round.html", {"line": line, "round": line.round})


@public_page
def bundle(request: Request, round_id: int) -> HttpResponse:  # noqa: ARG001 - Django passes it
    """This view will answer with the file by which anybody can check a published round."""
    answer = HttpResponse(bundle_of_round(round_id), content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="hamkke-round-{round_id}.json"'
    return answer


@public_page
def checker(request: Request) -> HttpResponse:  # noqa: ARG001 - Django passes it
    """This view will answer with the page that checks such a file in a browser, to be kept."""
    answer = HttpResponse(fair_allocation.checker_page(), content_type="text/html; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="hamkke-checker.html"'
    return answer
