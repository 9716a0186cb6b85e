"""Choosing for whom to act."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hamkke.accounts.actions.choose_membership import choose_membership
from hamkke.accounts.errors import NotYourMembership
from hamkke.accounts.forms.signing_in import MembershipForm
from hamkke.accounts.queries.viewer import label_of, memberships_of
from hamkke.accounts.views.sessions import DESK, safe_next

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hamkke.accounts.http import Request


@require_http_methods(["GET", "HEAD", "POST"])
def membership(request: Request) -> HttpResponse:
    """This function will let a person with several memberships choose one."""
    viewer = request.viewer
    if viewer.person_id is None or viewer.today is None:
        back = urlencode({"next": request.path})
        return HttpResponseRedirect(f"{reverse('accounts:sign_in')}?{back}")
    held = list(memberships_of(person_id=viewer.person_id, today=viewer.today))
    form = MembershipForm(request.POST if request.method == "POST" else None, memberships=held)
    if form.is_valid():
        try:
            chosen = choose_membership(
                viewer=viewer,
                session=request.session,
                membership_id=form.cleaned_data["membership"],
                now=request.now,
            )
        except NotYourMembership as refusal:
            form.add_error("membership", refusal.message)
        else:
            messages.success(
                request,
                _("%(membership)s 소속으로 바꾸었습니다.") % {"membership": label_of(chosen)},
            )
            return HttpResponseRedirect(safe_next(request))
    return render(request, "accounts/membership.html", {"form": form, "desk": DESK})
