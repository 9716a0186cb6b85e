"""A guardian behind the link of an e-mail: consent, refuse, withdraw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hamkke.accounts.actions.consent_as_guardian import consent_as_guardian
from hamkke.accounts.actions.refuse_as_guardian import refuse_as_guardian
from hamkke.accounts.actions.withdraw_consent import withdraw_consent
from hamkke.accounts.forms.families import ConsentForm
from hamkke.accounts.http import site_of
from hamkke.accounts.queries.guardian import asked_behind
from hamkke.accounts.views.secrets import found_behind
from hamkke.database.identity import civil_day

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hamkke.accounts.http import Request
    from hamkke.accounts.queries.guardian import Asked


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def guardian(request: Request, secret: str) -> HttpResponse:
    """This view will show what a guardian is asked, and take the answer."""
    asked = found_behind(request, secret, asked_behind)
    if asked.consented_at is not None:
        return _consented(request, secret, asked)
    if request.POST.get("decision") == "refuse":
        refuse_as_guardian(secret=secret, now=request.now)
        return redirect("accounts:guardian_refused")
    form = ConsentForm(request.POST or None)
    if form.is_valid():
        site = site_of(request)
        consent_as_guardian(secret=secret, site=site, now=request.now, **form.cleaned_data)
        return redirect("accounts:guardian", secret)
    return render(request, "accounts/guardian.html", {"asked": asked, "form": form})


def _consented(request: Request, secret: str, asked: Asked) -> HttpResponse:
    if request.POST.get("decision") == "withdraw":
        withdraw_consent(secret=secret, now=request.now)
        return redirect("accounts:guardian_refused")
    decides = asked.fourteen_on > civil_day(request.now)
    return render(request, "accounts/consented.html", {"asked": asked, "decides": decides})


@require_safe
def refused(request: Request) -> HttpResponse:
    """This view will confirm that nothing is left."""
    return render(request, "accounts/guardian_refused.html")
