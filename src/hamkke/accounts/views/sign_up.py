"""A pupil without an account: the age, then an account, or first the guardian."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hamkke.accounts.actions.ask_guardian import NewChild, ask_guardian
from hamkke.accounts.age import needs_guardian
from hamkke.accounts.forms.families import AgeForm, ChildForm
from hamkke.accounts.http import site_of
from hamkke.database.errors import Refusal
from hamkke.database.identity import civil_day

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hamkke.accounts.http import Request
    from hamkke.accounts.queries.invitation import Invitation

# In the session: since when or from when on the pupil is fourteen, for which invitation.
AGE: Final = "sign_up_age"
# In the session: until when the guardian can answer, and in which way.
WAITS: Final = "sign_up_waits"


def age_of(request: Request, found: Invitation) -> date | None:
    """This function will return from which day on the pupil is fourteen, as was typed before."""
    said = request.session.get(AGE)
    if not said or said[0] != found.change_id or "again" in request.GET:
        return None
    return date.fromisoformat(said[1])


def is_child(request: Request, found: Invitation, fourteen: date) -> bool:
    """This function will tell whether the guardian must be asked."""
    today = civil_day(request.now)
    return needs_guardian(fourteen=fourteen, level=found.level, today=today)


def ask_age(request: Request, secret: str, found: Invitation) -> HttpResponse:
    """This function will ask a pupil for the date of birth, and keep what follows from it."""
    form = AgeForm(request.POST or None, today=civil_day(request.now))
    if form.is_valid():
        request.session[AGE] = [found.change_id, form.fourteen().isoformat()]
        return redirect("accounts:invitation", secret)
    return render(request, "accounts/age.html", {"found": found, "form": form})


def sign_child_up(request: Request, secret: str, found: Invitation, fourteen: date) -> HttpResponse:
    """This function will take what a child types and have the guardian asked."""
    form = ChildForm(request.POST or None)
    if form.is_valid():
        typed = {key: form.cleaned_data[key] for key in ("name", "email", "guardian_email")}
        child = NewChild(**typed, password=form.cleaned_data["password"], fourteen_on=fourteen)
        try:
            until = ask_guardian(secret=secret, child=child, site=site_of(request), now=request.now)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            del request.session[AGE]
            request.session[WAITS] = [civil_day(until).isoformat(), form.cleaned_data["way"]]
            return HttpResponseRedirect(reverse("accounts:waiting"))
    return render(request, "accounts/child.html", {"found": found, "form": form})


@require_safe
def waiting(request: Request) -> HttpResponse:
    """This view will tell a child what happens now."""
    until, way = request.session.get(WAITS, ("", "mail"))
    context = {"until": date.fromisoformat(until) if until else None, "way": way}
    return render(request, "accounts/waiting.html", context)


@require_safe
def child_notice(request: Request) -> HttpResponse:
    """This view will say in short words what is kept and why."""
    return render(request, "accounts/child_notice.html")
