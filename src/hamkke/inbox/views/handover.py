"""Handing a role over: the page stands here because it shows the tasks that follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from hamkke.accounts.actions.hand_over_role import hand_over_role
from hamkke.accounts.http import site_of
from hamkke.accounts.wording import said_of
from hamkke.database.errors import Refusal
from hamkke.inbox.forms import HandoverForm
from hamkke.inbox.queries.handover import handover_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hamkke.accounts.http import Request


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: Request, membership_id: int) -> HttpResponse:
    """This view will show what goes along with a role and hand it to a successor."""
    page = handover_page(viewer=request.viewer, membership_id=membership_id)
    usual = {"last_day": page.valid_until or request.viewer.today}
    form = HandoverForm(request.POST or None, page=page, initial=usual)
    if form.is_valid():
        try:
            change = hand_over_role(
                viewer=request.viewer,
                handover=form.handover(),
                site=site_of(request),
                now=request.now,
            )
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, said_of(change, form.cleaned_data["email"]))
            return redirect("people_desk:organization", page.organization_id)
    return render(request, "inbox/handover.html", {"page": page, "form": form})
