"""Writing an agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hamkke.agreements.actions.draft_agreement import draft_agreement
from hamkke.agreements.actions.revise_agreement import revise_agreement
from hamkke.agreements.errors import FORBIDDEN, StaleVersion
from hamkke.agreements.forms import AgreementForm
from hamkke.agreements.queries.deciding import page_to_revise, page_to_save
from hamkke.agreements.queries.desk import agreement_page
from hamkke.agreements.queries.drafting import districts_to_draft, draftable_districts
from hamkke.agreements.queries.pillars import list_pillars
from hamkke.database.errors import NotVisible, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from hamkke.accounts.http import Request


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """This view will begin an agreement."""
    every = districts_to_draft(viewer=request.viewer)
    free = draftable_districts(viewer=request.viewer)
    districts = every if request.method == "POST" else free
    form = AgreementForm(request.POST or None, pillars=list_pillars(), districts=districts)
    context = {"form": form, "districts": free or request.method == "POST"}
    if request.method != "POST" or not form.is_valid():
        return render(request, "agreements/form.html", context)
    arguments = {"district_id": form.cleaned_data["district"], **form.content()}
    number = _attempt(request, form, draft_agreement, arguments)
    if number is None:
        return render(request, "agreements/form.html", context)
    messages.success(request, _("초안을 저장했습니다. 양쪽 담당자가 이어서 고칠 수 있습니다."))
    return redirect("agreements_desk:detail", agreement_id=number)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, agreement_id: int) -> HttpResponse:
    """This view will revise a draft; a stale save shows both texts."""
    # What was typed must not be lost to a page that says no: the action answers a POST.
    find = page_to_save if request.method == "POST" else page_to_revise
    page = find(viewer=request.viewer, agreement_id=agreement_id)
    form = AgreementForm(request.POST or None, pillars=list_pillars(), page=page)
    context: dict[str, Any] = {"form": form, "page": page}
    if request.method != "POST" or not form.is_valid():
        return render(request, "agreements/form.html", context)
    version = form.cleaned_data["version"]
    arguments = {"agreement_id": agreement_id, "version": version, **form.content()}
    if _attempt(request, form, revise_agreement, arguments) is None:
        if form.has_error(NON_FIELD_ERRORS, "stale"):
            context["current"] = agreement_page(viewer=request.viewer, agreement_id=agreement_id)
        return render(request, "agreements/form.html", context)
    messages.success(request, _("문안을 저장했습니다."))
    return redirect("agreements_desk:detail", agreement_id=agreement_id)


def _attempt(
    request: Request, form: AgreementForm, action: Callable[..., int], arguments: dict[str, Any]
) -> int | None:
    """This function will run an action; what it refuses stands on the form, text kept."""
    try:
        return action(viewer=request.viewer, now=request.now, **arguments)
    except StaleVersion as refusal:
        form.accept_version(refusal.data["version"])
        form.add_error(None, ValidationError(refusal.message, code="stale"))
    except Refusal as refusal:
        if refusal.status in {FORBIDDEN, NotVisible.status}:
            raise
        form.add_error(None, refusal.message)
    return None
