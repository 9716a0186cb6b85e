"""Rounds: the list, one round, its terms and sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hamkke.database.errors import NotVisible, Refusal
from hamkke.database.identity import civil_day
from hamkke.organizations.school_year import school_year_of
from hamkke.placements.actions.choose_sessions import choose_sessions
from hamkke.placements.actions.make_round import make_round
from hamkke.placements.actions.revise_round import revise_round
from hamkke.placements.errors import RoundAlreadyOpened
from hamkke.placements.forms import RoundForm, SessionsForm
from hamkke.placements.models import RoundState
from hamkke.placements.queries.candidates import candidates_for
from hamkke.placements.queries.public import bundle_of_round
from hamkke.placements.queries.rounds import managed_round, round_page, rounds_seen_by
from hamkke.placements.rules.permissions import may_make_rounds
from hamkke.web.tables import Cell, Column, Row, Table
from hamkke.web.text import format_datetime, format_number

if TYPE_CHECKING:
    from hamkke.accounts.http import Request
    from hamkke.placements.models import Round
    from hamkke.placements.queries.rounds import RoundPage


@require_safe
def show_rounds(request: Request) -> HttpResponse:
    """This view will list the rounds that concern the viewer."""
    lines = rounds_seen_by(viewer=request.viewer, now=request.now)
    context = {
        "lines": lines,
        "makes": may_make_rounds(request.viewer),
        "taking": sum(1 for line in lines if line.taking),
        "waiting": sum(1 for line in lines if line.taking and not line.submitted_at),
    }
    return render(request, "placements/rounds.html", context)


@require_safe
def show_round(request: Request, round_id: int) -> HttpResponse:
    """This view will show a round and what comes next."""
    page = round_page(viewer=request.viewer, round_id=round_id, now=request.now)
    return render(request, "placements/round.html", {"page": page, "table": _table(page)})


@require_http_methods(["GET", "HEAD", "POST"])
def make(request: Request) -> HttpResponse:
    """This view will take the terms of a new round."""
    if not may_make_rounds(request.viewer):
        raise NotVisible
    year = school_year_of(civil_day(request.now))
    usual = {"school_year": year, "wish_limit": 5, "quota": 1}
    form = RoundForm(request.POST or None, initial=usual)
    if form.is_valid():
        try:
            number = make_round(viewer=request.viewer, terms=form.terms(), now=request.now)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("회차를 만들었습니다. 이어서 일정을 골라 주세요."))
            return redirect("placements_desk:sessions", number)
    return render(request, "placements/round_form.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def revise(request: Request, round_id: int) -> HttpResponse:
    """This view will change the terms of a draft round."""
    found = _draft(request, round_id)
    form = RoundForm(request.POST) if request.method == "POST" else RoundForm.of(found)
    if form.is_valid():
        try:
            revise_round(
                viewer=request.viewer, round_id=round_id, terms=form.terms(), now=request.now
            )
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("저장했습니다."))
            return redirect("placements_desk:round", round_id)
    return render(request, "placements/round_form.html", {"form": form, "round": found})


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: Request, round_id: int) -> HttpResponse:
    """This view will take the sessions of a draft round."""
    found = _draft(request, round_id)
    candidates = candidates_for(found, now=request.now)
    typed = request.POST if request.method == "POST" else None
    form = SessionsForm(typed, candidates=candidates)
    if form.is_valid():
        chosen = form.cleaned_data["sessions"]
        try:
            choose_sessions(
                viewer=request.viewer, round_id=round_id, session_ids=chosen, now=request.now
            )
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("일정 %(count)d개를 담았습니다.") % {"count": len(chosen)})
            return redirect("placements_desk:round", round_id)
    context = {"form": form, "round": found, "taken": sum(item.taken for item in candidates)}
    return render(request, "placements/sessions.html", context)


@require_safe
def bundle(request: Request, round_id: int) -> HttpResponse:  # noqa: ARG001 - a view
    """This view will give the file with which anybody can check a published round."""
    return HttpResponse(
        bundle_of_round(round_id),
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="hamkke-round-{round_id}.json"'},
    )


def _table(page: RoundPage) -> Table:
    counted = page.counts
    columns = [Column(_("프로그램")), Column(_("일시")), Column(_("자리"), numeric=True)]
    if counted:
        columns += [Column(_("희망"), numeric=True), Column(_("배정"), numeric=True)]
    rows = []
    for offer in page.offers:
        cells = [Cell(format_datetime(offer.starts_at)), Cell(format_number(offer.capacity))]
        if counted:
            counts = counted.sessions[offer.key]
            cells += [Cell(format_number(counts.wished)), Cell(format_number(counts.given))]
        title = Cell(offer.title, href=f"/programs/{offer.program_id}/")
        rows.append(Row(title, tuple(cells)))
    return Table(caption=_("회차의 일정"), columns=tuple(columns), rows=tuple(rows))


def _draft(request: Request, round_id: int) -> Round:
    found = managed_round(viewer=request.viewer, round_id=round_id)
    if found.state != RoundState.DRAFT:
        raise RoundAlreadyOpened
    return found
