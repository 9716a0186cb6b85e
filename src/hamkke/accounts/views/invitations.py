"""Whoever is invited: a link or a typed code, and what it offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.internal.flows.login import record_authentication
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hamkke.accounts.actions.accept_invitation import accept_invitation
from hamkke.accounts.actions.choose_membership import MEMBERSHIP_KEY
from hamkke.accounts.actions.sign_in import sign_in
from hamkke.accounts.actions.take_first_role import take_first_role
from hamkke.accounts.errors import InvitationUnknown, TooManyAttempts
from hamkke.accounts.forms.families import FamilyAccountForm
from hamkke.accounts.forms.invitations import CodeForm, NewAccountForm
from hamkke.accounts.queries.invitation import invitation_of
from hamkke.accounts.queries.viewer import label_of
from hamkke.accounts.views.secrets import found_behind
from hamkke.accounts.views.sessions import DESK
from hamkke.accounts.views.sign_up import age_of, ask_age, is_child, sign_child_up
from hamkke.database.errors import Refusal
from hamkke.database.identity import civil_day

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hamkke.accounts.http import Request
    from hamkke.accounts.models import Membership
    from hamkke.accounts.queries.invitation import Invitation


@require_http_methods(["GET", "HEAD", "POST"])
def code(request: Request) -> HttpResponse:
    """This view will take a printed code and lead to its invitation."""
    form = CodeForm(request.POST or None)
    if form.is_valid():
        typed = form.cleaned_data["code"]
        try:
            found_behind(request, typed, invitation_of)
        except (InvitationUnknown, TooManyAttempts) as refusal:
            form.add_error("code", refusal.message)
        else:
            return redirect("accounts:invitation", typed.replace(" ", ""))
    return render(request, "accounts/code.html", {"form": form})


@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: Request, secret: str) -> HttpResponse:
    """This view will show what is offered, and give it to who is signed in or makes an account."""
    found = found_behind(request, secret, invitation_of)
    if request.viewer.person_id is not None:
        return _take(request, secret, found)
    fourteen = age_of(request, found) if found.asks_age else None
    if found.asks_age and fourteen is None:
        return ask_age(request, secret, found)
    if fourteen is not None and is_child(request, found, fourteen):
        return sign_child_up(request, secret, found, fourteen)
    form = _form(request, found)
    if form.is_valid():
        typed = {key: form.cleaned_data[key] for key in ("name", "email", "password")}
        try:
            account, membership = take_first_role(
                secret=secret, **typed, fourteen=fourteen, now=request.now
            )
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            # The password was chosen a moment ago: nobody is asked for it again at once.
            record_authentication(request, account, method="password")
            sign_in(request=request, account=account, now=request.now)
            return _welcome(request, membership)
    return render(request, "accounts/invitation.html", {"found": found, "form": form})


def _form(request: Request, found: Invitation) -> NewAccountForm:
    if found.is_for_family:
        # The name on a sheet is a number: nobody's own.
        return FamilyAccountForm(request.POST or None)
    return NewAccountForm(request.POST or None, initial={"name": found.name, "email": found.email})


def _take(request: Request, secret: str, found: Invitation) -> HttpResponse:
    if request.method != "POST":
        return render(request, "accounts/invitation.html", {"found": found})
    assert request.viewer.person_id is not None
    membership = accept_invitation(
        person_id=request.viewer.person_id, secret=secret, now=request.now
    )
    return _welcome(request, membership)


def _welcome(request: Request, membership: Membership) -> HttpResponse:
    if membership.valid_from <= civil_day(request.now):
        request.session[MEMBERSHIP_KEY] = membership.pk
    messages.success(
        request, _("%(membership)s 역할을 받았습니다.") % {"membership": label_of(membership)}
    )
    return HttpResponseRedirect(DESK)
