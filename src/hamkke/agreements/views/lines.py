"""Approval lines: laying one, the office's own number, and who stands in for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hamkke.agreements.actions.end_stand_in import end_stand_in
from hamkke.agreements.actions.enter_stand_in import enter_stand_in
from hamkke.agreements.actions.lay_line import lay_line
from hamkke.agreements.actions.number_document import number_document
from hamkke.agreements.forms_of_lines import LineForm, NumberForm, StandInForm
from hamkke.agreements.line_errors import LineLaid, StandInEnded
from hamkke.agreements.queries.lines import line_to_lay, page_to_number, stand_in_page
from hamkke.agreements.views.attempt import attempt

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hamkke.accounts.http import Request


@require_http_methods(["GET", "HEAD", "POST"])
def line(request: Request, agreement_id: int) -> HttpResponse:
    """This view will offer the line of the viewer's side, and lay it."""
    try:
        offer = line_to_lay(viewer=request.viewer, agreement_id=agreement_id)
    except LineLaid as refusal:
        messages.warning(request, refusal.message)
        return redirect("agreements_desk:detail", agreement_id=agreement_id)
    form = LineForm(request.POST or None, offer=offer)
    if request.method == "POST" and attempt(request, form, lay_line, agreement_id=agreement_id):
        messages.success(request, _("기안했습니다. 다음 차례인 사람에게 알렸습니다."))
        return redirect("agreements_desk:detail", agreement_id=agreement_id)
    return render(request, "agreements/line.html", {"form": form, "offer": offer})


@require_http_methods(["GET", "HEAD", "POST"])
def number(request: Request, agreement_id: int) -> HttpResponse:
    """This view will ask for number and day of the office's own document, and keep them."""
    page = page_to_number(viewer=request.viewer, agreement_id=agreement_id)
    form = NumberForm(request.POST or None, initial={"document_date": request.viewer.today})
    if request.method == "POST" and attempt(
        request, form, number_document, agreement_id=agreement_id
    ):
        messages.success(request, _("문서번호를 적었습니다."))
        return redirect("agreements_desk:detail", agreement_id=agreement_id)
    return render(request, "agreements/number.html", {"form": form, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def stand_ins(request: Request) -> HttpResponse:
    """This view will show who stands in for whom, and enter another."""
    page = stand_in_page(viewer=request.viewer)
    form = StandInForm(request.POST or None, page=page)
    if request.method == "POST" and attempt(request, form, enter_stand_in):
        messages.success(request, _("정했습니다. 그날부터 결재에 그대로 적힙니다."))
        return redirect("agreements_desk:stand_ins")
    return render(request, "agreements/stand_ins.html", {"form": form, "page": page})


@require_POST
def stand_in_end(request: Request, stand_in_id: int) -> HttpResponse:
    """This view will end that somebody decides in another's place."""
    try:
        end_stand_in(viewer=request.viewer, stand_in_id=stand_in_id, now=request.now)
    except StandInEnded as refusal:
        messages.warning(request, refusal.message)
    else:
        messages.success(request, _("끝냈습니다."))
    return redirect("agreements_desk:stand_ins")
