"""Deciding on a program: submit, approve, return."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hamkke.database.errors import NotVisible, Refusal
from hamkke.programs.actions.approve_program import approve_program
from hamkke.programs.actions.return_program import return_program
from hamkke.programs.actions.submit_program import submit_program
from hamkke.programs.errors import FORBIDDEN
from hamkke.programs.forms import ReturnForm, VersionForm
from hamkke.programs.queries.desk import page_to_return

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from hamkke.accounts.http import Request


@require_POST
def submit(request: Request, program_id: int) -> HttpResponse:
    """This view will put a program before both sides."""
    said = _("승인을 요청했습니다. 자치구와 교육지원청 담당자에게 알렸습니다.")
    return _decide(request, submit_program, said, program_id, version=_version(request))


@require_POST
def approve(request: Request, program_id: int) -> HttpResponse:
    """This view will approve for the viewer's side."""
    said = _("승인했습니다.")
    return _decide(request, approve_program, said, program_id, version=_version(request))


@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request: Request, program_id: int) -> HttpResponse:
    """This view will ask what is to be mended, and send the program back."""
    page = page_to_return(viewer=request.viewer, program_id=program_id)
    form = ReturnForm(request.POST or None, initial={"version": page.version})
    if request.method == "POST" and form.is_valid():
        said = _("보완을 요청했습니다. 체험처 담당자에게 까닭을 알렸습니다.")
        return _decide(request, return_program, said, program_id, **form.cleaned_data)
    context = {
        "form": form,
        "question": _("이 프로그램의 보완을 요청할까요?"),
        "consequences": [
            _("프로그램이 체험처로 돌아가고, 지금까지 한 승인은 효력을 잃습니다."),
            _("체험처가 고쳐서 다시 요청하면 양쪽이 새로 검토합니다."),
        ],
        "submit_label": _("보완 요청하기"),
        "cancel_url": reverse("programs_desk:detail", args=[program_id]),
    }
    return render(request, "web/confirm.html", context)


def _version(request: Request) -> int:
    """This function will read the version that was on the page; 0, which no program has."""
    form = VersionForm(request.POST)
    return form.cleaned_data["version"] if form.is_valid() else 0


def _decide(
    request: Request, action: Callable[..., int], said: str, program_id: int, **arguments: Any
) -> HttpResponse:
    """This function will run an action and go to the program, which shows how it stands now.

    A second click and a page overtaken by others are told there; who may not is told at once.
    """
    try:
        action(viewer=request.viewer, program_id=program_id, now=request.now, **arguments)
    except NotVisible:
        raise
    except Refusal as refusal:
        if refusal.status == FORBIDDEN:
            raise
        messages.warning(request, refusal.message)
    else:
        messages.success(request, said)
    return redirect("programs_desk:detail", program_id=program_id)
