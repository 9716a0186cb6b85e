"""The agreements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from hamkke.database.identity import civil_day
from hamkke.portal.csv_files import csv_answer
from hamkke.portal.http import public_page
from hamkke.portal.queries.agreements import (
    agreement_page,
    agreement_text,
    agreements_page,
    state_rows,
)

if TYPE_CHECKING:
    from hamkke.accounts.http import Request


@public_page
def agreements(request: Request) -> HttpResponse:
    """This view will show how far the districts are and list what is signed."""
    return render(request, "portal/agreements.html", {"page": agreements_page()})


@public_page
def agreement(request: Request, agreement_id: int) -> HttpResponse:
    """This view will show one agreement as it was signed."""
    page = agreement_page(agreement_id=agreement_id)
    return render(request, "portal/agreement.html", {"page": page})


@public_page
def signed_text(request: Request, agreement_id: int) -> HttpResponse:  # noqa: ARG001 - Django passes it
    """This view will answer with the very text that was signed, byte for byte as hashed."""
    text = agreement_text(agreement_id=agreement_id)
    answer = HttpResponse(text.encode(), content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="agreement-{agreement_id}.json"'
    return answer


@public_page
def states_csv(request: Request) -> HttpResponse:
    """This view will answer with the state of every district as CSV."""
    header = (
        _("자치구 코드"),
        _("자치구"),
        _("영문 이름"),
        _("협약 상태"),
        _("바뀐 날"),
        _("교육지원청"),
    )
    rows = state_rows(day=civil_day(request.now))
    return csv_answer(name="agreement-states.csv", header=header, rows=rows)
