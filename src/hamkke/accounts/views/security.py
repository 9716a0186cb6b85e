"""One's own ways in, open sessions, and the second factor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.socialaccount.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hamkke.accounts.actions.end_sessions import end_sessions
from hamkke.accounts.actions.reset_second_factor import reset_second_factor
from hamkke.accounts.errors import NotYoursToReset
from hamkke.accounts.forms.reset import EndSessionForm, ResetForm
from hamkke.accounts.queries.security import open_sessions, ways_in
from hamkke.accounts.rules import resets_second_factors
from hamkke.database.errors import NotVisible

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hamkke.accounts.http import Request


@login_required
@require_http_methods(["GET", "HEAD"])
def security(request: Request) -> HttpResponse:
    """This function will show how one signs in, and lead to changing it."""
    context = {
        "ways": ways_in(viewer=request.viewer),
        "has_providers": bool(get_adapter().list_apps(request)),
        "may_reset": resets_second_factors(request.viewer),
    }
    return render(request, "accounts/security.html", context)


@login_required
@require_http_methods(["GET", "HEAD"])
def second_factor(request: Request) -> HttpResponse:
    """This function will say why a second factor is needed, and lead to one."""
    return render(request, "accounts/second_factor.html")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: Request) -> HttpResponse:
    """This function will list where one is signed in, and end one session or all others."""
    key = request.session.session_key
    if request.method == "POST":
        form = EndSessionForm(request.POST)
        if not form.is_valid():
            raise NotVisible
        number = form.cleaned_data["number"]
        count = end_sessions(viewer=request.viewer, key=key, number=number, now=request.now)
        messages.success(request, _("%(count)d곳에서 로그아웃했습니다.") % {"count": count})
        return HttpResponseRedirect(reverse("accounts:sessions"))
    found = open_sessions(viewer=request.viewer, key=key, now=request.now)
    context = {"sessions": found, "has_others": any(not item.is_current for item in found)}
    return render(request, "accounts/sessions.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reset(request: Request) -> HttpResponse:
    """This function will let an official take a lost second factor off a colleague."""
    if not resets_second_factors(request.viewer):
        raise NotVisible
    form = ResetForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            reset_second_factor(viewer=request.viewer, now=request.now, **form.cleaned_data)
        except NotYoursToReset as refusal:
            form.add_error("address", refusal.message)
        else:
            messages.success(request, _("2단계 인증을 지우고 이메일로 알렸습니다."))
            return HttpResponseRedirect(reverse("accounts:reset"))
    return render(request, "accounts/reset.html", {"form": form})
