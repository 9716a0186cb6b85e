"""Notices, and how one is told of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamkke.inbox.actions.read_notices import read_notices
from hamkke.inbox.actions.set_mail_preference import set_mail_preference
from hamkke.inbox.forms import ReadForm, TellingForm
from hamkke.inbox.queries.choices import own_choice
from hamkke.inbox.queries.notices import notices_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hamkke.accounts.http import Request


@require_safe
def notices(request: Request) -> HttpResponse:
    """This view will list the viewer's notices, unread ones first."""
    lines = notices_of(viewer=request.viewer)
    unread = [line for line in lines if not line.is_read]
    return render(request, "inbox/notices.html", {"lines": lines, "unread": unread})


@require_POST
def read(request: Request) -> HttpResponse:
    """This view will mark one notice as read and open it, or mark all."""
    form = ReadForm(request.POST)
    one = form.cleaned_data["notice"] if form.is_valid() else None
    count = read_notices(viewer=request.viewer, notice_id=one, now=request.now)
    if count and one is None:
        messages.success(request, _("모두 읽은 것으로 표시했습니다."))
    return redirect("inbox:notices")


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: Request) -> HttpResponse:
    """This view will ask how the viewer wants to be told by e-mail, and keep it."""
    choice = own_choice(viewer=request.viewer)
    form = TellingForm(request.POST if request.method == "POST" else None, choice=choice)
    if form.is_valid():
        set_mail_preference(viewer=request.viewer, choice=form.choice(), now=request.now)
        messages.success(request, _("저장했습니다. 지금부터 이렇게 알려 드립니다."))
        return redirect("inbox:notices")
    return render(request, "inbox/settings.html", {"form": form})
