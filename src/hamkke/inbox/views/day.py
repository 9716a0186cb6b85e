"""The day page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hamkke.inbox.actions.ask_again import ask_again
from hamkke.inbox.errors import AskedLately
from hamkke.inbox.queries.day import day_of
from hamkke.inbox.wording import counts, day_headline, lead, onward

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hamkke.accounts.http import Request


@require_safe
def day(request: Request) -> HttpResponse:
    """This view will show what the viewer has to do today, and where to go from there."""
    found = day_of(viewer=request.viewer, now=request.now)
    context = {
        "day": found,
        "headline": day_headline(found, request.viewer),
        "lead": lead(found, request.viewer),
        "counts": counts(found),
        "onward": onward(request.viewer),
    }
    return render(request, "inbox/day.html", context)


@require_POST
def ask(request: Request, task_id: int) -> HttpResponse:
    """This view will ask others again for what they owe."""
    try:
        ask_again(viewer=request.viewer, task_id=task_id, now=request.now)
    except AskedLately as refusal:
        messages.warning(request, refusal.message)
    else:
        messages.success(request, _("다시 알렸습니다. 이메일은 받는 분이 정한 때에 갑니다."))
    return redirect("inbox:day")
