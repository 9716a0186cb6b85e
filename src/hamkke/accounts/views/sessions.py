"""Signing in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from hamkke.accounts.actions.sign_in import sign_in as start_session
from hamkke.accounts.actions.sign_out import sign_out as end_session
from hamkke.accounts.errors import WrongCredentials
from hamkke.accounts.forms.signing_in import SignInForm
from hamkke.accounts.models import Account
from hamkke.accounts.rules import demo_is_on

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hamkke.accounts.http import Request

DESK = "/desk/"
LONGEST_NEXT = 2000


def safe_next(request: Request) -> str:
    """This function will return where to go next: a page of this site, else the desk."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = len(wanted) <= LONGEST_NEXT and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours and "\x00" not in wanted else DESK


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: Request) -> HttpResponse:
    """This function will ask for login name and password, and sign in with the right ones."""
    back = safe_next(request)
    if request.method != "POST" and request.viewer.is_signed_in:
        return HttpResponseRedirect(back)
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = authenticate(
            request,
            username=form.cleaned_data["login_name"],
            password=form.cleaned_data["password"],
        )
        if isinstance(account, Account):
            start_session(request=request, account=account, now=request.now)
            return HttpResponseRedirect(back)
        form.add_error(None, WrongCredentials().message)
    context = {
        "form": form,
        "next": back if back != DESK else "",
        "offers_personas": demo_is_on(),
        "hours": settings.SESSION_COOKIE_AGE // 3600,
    }
    return render(request, "accounts/sign_in.html", context)


@require_POST
def sign_out(request: Request) -> HttpResponse:
    """This function will end the session and lead back to the sign-in page."""
    end_session(request=request, now=request.now)
    messages.success(request, _("로그아웃했습니다."))
    return HttpResponseRedirect(reverse("accounts:sign_in"))
