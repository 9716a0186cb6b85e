"""The list of agreements and one agreement, as the work area shows them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from hamkke.agreements.queries.desk import agreement_page, list_agreements
from hamkke.agreements.queries.documents import agreement_file
from hamkke.agreements.queries.drafting import draftable_districts
from hamkke.agreements.rules import PARTY_ROLES, may_enter_stand_in
from hamkke.agreements.wording import deed_label, headline, list_headline, next_step
from hamkke.documents.http import document_answer

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hamkke.accounts.http import Request


@require_safe
def agreements(request: Request) -> HttpResponse:
    """This view will list agreements by state, each with its next step."""
    lines = list_agreements(viewer=request.viewer)
    groups = [
        (state, [(line, next_step(line), deed_label(line)) for line in members])
        for state, members in groupby(lines, key=lambda line: line.state)
    ]
    context = {
        "groups": groups,
        "headline": list_headline(lines, is_official=request.viewer.role in PARTY_ROLES),
        "sees_standard": request.viewer.role in PARTY_ROLES,
        "may_draft": bool(draftable_districts(viewer=request.viewer)),
    }
    return render(request, "agreements/list.html", context)


@require_safe
def agreement(request: Request, agreement_id: int) -> HttpResponse:
    """This view will show an agreement, who did what, and what the viewer may do."""
    page = agreement_page(viewer=request.viewer, agreement_id=agreement_id)
    return render(
        request,
        "agreements/detail.html",
        {
            "page": page,
            "headline": headline(page.line),
            "next_step": next_step(page.line),
            "may_enter_stand_in": may_enter_stand_in(request.viewer),
        },
    )


@require_safe
def document(request: Request, agreement_id: int, kind: str) -> HttpResponse:
    """This view will hand the agreement out as it stands: signed, or marked as a draft."""
    file = agreement_file(viewer=request.viewer, agreement_id=agreement_id, kind=kind)
    response = document_answer(file)
    response["Cache-Control"] = "private, no-cache"
    return response
