"""Applications and yearly renewal, for officers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hamkke.accounts.http import site_of
from hamkke.database.errors import NotVisible, Refusal
from hamkke.directory.actions.approve_application import approve_application
from hamkke.directory.actions.refuse_application import refuse_application
from hamkke.directory.actions.renew_organization import renew_organization
from hamkke.directory.errors import MayNotVerify
from hamkke.directory.forms.applying import DecisionForm
from hamkke.directory.queries.desk import application_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hamkke.accounts.http import Request


@require_http_methods(["GET", "HEAD", "POST"])
def application(request: Request, application_id: int) -> HttpResponse:
    """This view will show an application and take the decision on it."""
    page = application_page(viewer=request.viewer, application_id=application_id)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and not page.may_decide:
        raise MayNotVerify
    if form.is_valid():
        try:
            _decide(request, application_id, form)
        except NotVisible:
            raise
        except Refusal as refusal:
            form.add_error("reason", refusal.message)
        else:
            return redirect("directory_desk:own")
    return render(request, "directory/application.html", {"page": page, "form": form})


def _decide(request: Request, application_id: int, form: DecisionForm) -> None:
    viewer, reason = request.viewer, form.cleaned_data["reason"]
    if form.cleaned_data["decision"] == "approve":
        approve_application(
            viewer=viewer,
            application_id=application_id,
            reason=reason,
            site=site_of(request),
            now=request.now,
        )
        messages.success(request, _("승인했습니다. 관리자 초대 메일을 보냈습니다."))
    else:
        refuse_application(
            viewer=viewer, application_id=application_id, reason=reason, now=request.now
        )
        messages.success(request, _("승인하지 않았습니다. 까닭을 메일로 알렸습니다."))


@require_POST
def renew(request: Request, organization_id: int) -> HttpResponse:
    """This view will let a verification last another year."""
    renew_organization(viewer=request.viewer, organization_id=organization_id, now=request.now)
    messages.success(request, _("확인을 1년 갱신했습니다."))
    return redirect("directory_desk:own")
