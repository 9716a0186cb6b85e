"""The demo's personas: signing in as a sample person, without a password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hamkke.accounts.actions.sign_in import sign_in
from hamkke.accounts.queries.personas import list_personas, persona_account
from hamkke.accounts.rules import demo_is_on
from hamkke.accounts.views.sessions import DESK
from hamkke.database.errors import NotVisible
from hamkke.database.identity import civil_day

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hamkke.accounts.http import Request


@require_http_methods(["GET", "HEAD", "POST"])
def demo(request: Request) -> HttpResponse:
    """This function will show the personas and sign in as one; outside the demo it is a 404."""
    if not demo_is_on():
        raise NotVisible
    if request.method == "POST":
        account = persona_account(key=request.POST.get("persona", ""))
        sign_in(request=request, account=account, as_persona=True, now=request.now)
        messages.success(request, _("%(name)s 역할로 봅니다.") % {"name": account.person.name})
        return HttpResponseRedirect(DESK)
    personas = list_personas(today=civil_day(request.now))
    return render(request, "accounts/demo.html", {"personas": personas})
