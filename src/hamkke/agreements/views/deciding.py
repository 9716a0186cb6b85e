"""Deciding on an agreement: submit, approve, return, sign."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hamkke.agreements.actions.approve_agreement import approve_agreement
from hamkke.agreements.actions.return_agreement import return_agreement
from hamkke.agreements.actions.sign_agreement import sign_agreement
from hamkke.agreements.actions.submit_agreement import submit_agreement
from hamkke.agreements.errors import CONFLICT
from hamkke.agreements.forms import ReturnForm, VersionForm
from hamkke.agreements.queries.deciding import page_to_return, page_to_sign
from hamkke.agreements.queries.desk import LAY, agreement_page
from hamkke.database.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from hamkke.accounts.http import Request


@require_POST
def submit(request: Request, agreement_id: int) -> HttpResponse:
    """This view will put a draft before both sides."""
    said = _("결재를 올렸습니다. 양쪽 담당자가 저마다 결재선을 정합니다.")
    answer = _decide(request, submit_agreement, said, agreement_id, version=_version(request))
    page = agreement_page(viewer=request.viewer, agreement_id=agreement_id)
    if page.line.next_deed == LAY:
        return redirect("agreements_desk:line", agreement_id=agreement_id)
    return answer


@require_POST
def approve(request: Request, agreement_id: int) -> HttpResponse:
    """This view will take the viewer's step in the line of the own side."""
    said = _("마쳤습니다. 결재란에 적었습니다.")
    return _decide(request, approve_agreement, said, agreement_id, version=_version(request))


@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request: Request, agreement_id: int) -> HttpResponse:
    """This view will ask why, and send the agreement back."""
    page = page_to_return(viewer=request.viewer, agreement_id=agreement_id)
    form = ReturnForm(request.POST or None, initial={"version": page.version})
    if request.method == "POST" and form.is_valid():
        said = _("되돌려 보냈습니다. 함께한 사람 모두에게 까닭을 알렸습니다.")
        return _decide(request, return_agreement, said, agreement_id, **form.cleaned_data)
    context = {
        "form": form,
        "question": _("이 협약을 되돌려 보낼까요?"),
        "consequences": [
            _("문안이 초안으로 돌아가고, 지금까지 한 결재와 서명은 효력을 잃습니다."),
            _("적은 까닭은 양쪽 담당자와 결재선에 있는 사람, 교육청이 읽습니다."),
        ],
        "submit_label": _("되돌려 보내기"),
        "cancel_url": reverse("agreements_desk:detail", args=[agreement_id]),
    }
    return render(request, "web/confirm.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: Request, agreement_id: int) -> HttpResponse:
    """This view will show the whole text and sign it."""
    if request.method == "POST":
        said = _("협약에 서명했습니다.")
        seen = request.POST.get("content_hash", "")
        return _decide(request, sign_agreement, said, agreement_id, content_hash=seen)
    page = page_to_sign(viewer=request.viewer, agreement_id=agreement_id)
    return render(request, "agreements/sign.html", {"page": page})


def _version(request: Request) -> int:
    """This function will read the version that was on the page; 0, which no agreement has."""
    form = VersionForm(request.POST)
    return form.cleaned_data["version"] if form.is_valid() else 0


def _decide(
    request: Request, action: Callable[..., int], said: str, agreement_id: int, **arguments: Any
) -> HttpResponse:
    """This function will run an action and go to the agreement, which shows how it stands now.

    A second click and a page overtaken by others are told there; who may not is told at once.
    """
    try:
        action(viewer=request.viewer, agreement_id=agreement_id, now=request.now, **arguments)
    except Refusal as refusal:
        if refusal.status != CONFLICT:
            raise
        messages.warning(request, refusal.message)
    else:
        messages.success(request, said)
    return redirect("agreements_desk:detail", agreement_id=agreement_id)
