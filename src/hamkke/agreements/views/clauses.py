"""Negotiating a clause: read, propose, answer, comment, consent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hamkke.agreements.actions.accept_proposal import accept_proposal
from hamkke.agreements.actions.comment_on_clause import comment_on_clause
from hamkke.agreements.actions.consent_to_deviation import consent_to_deviation
from hamkke.agreements.actions.propose_clause import propose_clause
from hamkke.agreements.actions.propose_wording import propose_wording
from hamkke.agreements.actions.withdraw_proposal import withdraw_proposal
from hamkke.agreements.errors import CONFLICT
from hamkke.agreements.forms import (
    AnswerForm,
    CommentForm,
    ProposedClausesForm,
    VersionForm,
    WordingForm,
)
from hamkke.agreements.queries.clauses import clause_page, clause_to_word
from hamkke.agreements.queries.deciding import page_to_save
from hamkke.agreements.redline import redline
from hamkke.agreements.views.attempt import attempt
from hamkke.database.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from hamkke.accounts.http import Request
    from hamkke.agreements.queries.clauses import ClausePage


@require_http_methods(["GET", "HEAD", "POST"])
def clause(request: Request, agreement_id: int, clause_id: int) -> HttpResponse:
    """This view will show a clause and take a wording that the viewer's side proposes."""
    numbers = {"agreement_id": agreement_id, "clause_id": clause_id}
    find = clause_to_word if request.method == "POST" else clause_page
    page = find(viewer=request.viewer, **numbers)
    form = WordingForm(request.POST or None, initial=_initial(page))
    if request.method == "POST" and attempt(request, form, propose_wording, **numbers):
        messages.success(request, _("제안했습니다. 상대 기관에 알렸습니다."))
        return redirect("agreements_desk:clause", agreement_id, clause_id)
    return _page(request, page, form=form)


@require_POST
def answer(request: Request, agreement_id: int, clause_id: int) -> HttpResponse:
    """This view will accept the other side's proposal or withdraw the own side's."""
    form = AnswerForm(request.POST)
    proposal = form.cleaned_data["proposal"] if form.is_valid() else 0
    withdraws = "withdraw" in request.POST
    action = withdraw_proposal if withdraws else accept_proposal
    said = _("제안을 거두었습니다.") if withdraws else _("제안을 받아들였습니다.")
    return _do(request, action, said, agreement_id, clause_id, proposal_id=proposal)


@require_POST
def comment(request: Request, agreement_id: int, clause_id: int) -> HttpResponse:
    """This view will keep what the viewer says about a clause."""
    numbers = {"agreement_id": agreement_id, "clause_id": clause_id}
    page = clause_page(viewer=request.viewer, **numbers)
    form = CommentForm(request.POST)
    if attempt(request, form, comment_on_clause, **numbers):
        return redirect("agreements_desk:clause", agreement_id, clause_id)
    return _page(request, page, comment_form=form)


@require_POST
def consent(request: Request, agreement_id: int, clause_id: int) -> HttpResponse:
    """This view will consent to what both sides made of a reserved clause."""
    form = VersionForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else 0
    said = _("동의했습니다. 두 기관이 이 문안으로 협약을 맺을 수 있습니다.")
    return _do(request, consent_to_deviation, said, agreement_id, clause_id, version=version)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request, agreement_id: int) -> HttpResponse:
    """This view will propose clauses that the standard does not have."""
    page = page_to_save(viewer=request.viewer, agreement_id=agreement_id)
    places = [(line.id, f"{line.name} {line.title}".strip()) for line in page.clauses]
    form = ProposedClausesForm(request.POST or None, places=places)
    if request.method == "POST" and attempt(
        request, form, propose_clause, agreement_id=agreement_id
    ):
        messages.success(request, _("새 조항을 제안했습니다. 상대 기관에 알렸습니다."))
        return redirect("agreements_desk:detail", agreement_id=agreement_id)
    return render(request, "agreements/clause_add.html", {"page": page, "form": form})


def _initial(page: ClausePage) -> dict[str, Any]:
    """This function will begin with the proposal that waits, else with what stands."""
    start = page.waiting or page.line
    return {
        "heading": start.heading,
        "text": start.text,
        "is_out": bool(page.waiting) and not start.is_in,
        "version": page.version,
        "seen": page.seen,
    }


def _page(
    request: Request,
    page: ClausePage,
    *,
    form: WordingForm | None = None,
    comment_form: CommentForm | None = None,
) -> HttpResponse:
    """This function will show a clause; after a conflict, with both wordings side by side."""
    form = form or WordingForm(initial=_initial(page))
    context = {"page": page, "form": form, "comment_form": comment_form or CommentForm()}
    if form.is_bound and not form.is_current(page):
        form.accept(page)
        stands = page.waiting or page.line
        mine = str(form.data.get("text", ""))
        context |= {"stands": stands, "mine": mine, "between": redline(stands.text, mine)}
    return render(request, "agreements/clause.html", context)


def _do(
    request: Request,
    action: Callable[..., int],
    said: str,
    agreement_id: int,
    clause_id: int,
    **arguments: Any,
) -> HttpResponse:
    """This function will run an action and go to the clause, which shows how it stands now."""
    numbers = {"agreement_id": agreement_id, "clause_id": clause_id}
    try:
        action(viewer=request.viewer, now=request.now, **numbers, **arguments)
    except Refusal as refusal:
        if refusal.status != CONFLICT:
            raise
        messages.warning(request, refusal.message)
    else:
        messages.success(request, said)
    return redirect("agreements_desk:clause", agreement_id, clause_id)
