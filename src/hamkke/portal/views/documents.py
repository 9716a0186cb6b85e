"""The documents of agreements: to take away, and to be told whether one is the signed text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from hamkke.agreements.errors import NoSuchCode
from hamkke.agreements.queries.documents import signed_file
from hamkke.agreements.queries.verification import verify_code, verify_file
from hamkke.documents.errors import FileUnreadable
from hamkke.documents.http import document_answer
from hamkke.portal.forms import VerifyForm
from hamkke.portal.http import public_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hamkke.accounts.http import Request
    from hamkke.agreements.queries.verification import Verdict


@public_page
def agreement_document(request: Request, agreement_id: int, kind: str) -> HttpResponse:  # noqa: ARG001 - Django passes it
    """This view will hand a signed agreement out as a file."""
    return document_answer(signed_file(agreement_id=agreement_id, kind=kind))


@require_http_methods(["GET", "HEAD", "POST"])
def verify_agreement(request: Request) -> HttpResponse:
    """This view will tell whether a file or a code is that of a signed agreement."""
    is_sent = request.method == "POST"
    form = VerifyForm(request.POST, request.FILES) if is_sent else VerifyForm()
    context = {"form": form, "verdict": _verdict(form)}
    response = render(request, "portal/verify_agreement.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _verdict(form: VerifyForm) -> Verdict | None:
    """This function will ask; what is refused stands at its field."""
    if not form.is_valid():
        return None
    file, code = form.cleaned_data["file"], form.cleaned_data["code"]
    try:
        return verify_file(file, code=code) if file else verify_code(code)
    except FileUnreadable as refusal:
        form.add_error("file", refusal.message)
    except NoSuchCode as refusal:
        form.add_error("code", refusal.message)
    return None
