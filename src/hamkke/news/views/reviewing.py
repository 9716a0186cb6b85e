"""Deciding on a press release: submit, approve, return, withdraw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hamkke.database.errors import NotVisible, Refusal
from hamkke.news.actions.approve_release import approve_release
from hamkke.news.actions.return_release import return_release
from hamkke.news.actions.submit_release import submit_release
from hamkke.news.actions.withdraw_release import withdraw_release
from hamkke.news.forms.releases import ReasonForm, VersionForm
from hamkke.news.queries.releases import release_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from hamkke.accounts.http import Request

FORBIDDEN = 403


@require_POST
def submit(request: Request, release_id: int) -> HttpResponse:
    """This view will ask for a review."""
    said = _("검토를 요청했습니다. 이 글을 고치지 않은 사람이 승인합니다.")
    return _decide(request, submit_release, said, release_id, version=_version(request))


@require_POST
def approve(request: Request, release_id: int) -> HttpResponse:
    """This view will approve what somebody else wrote."""
    page = release_page(viewer=request.viewer, release_id=release_id)
    opens_at = page.content.embargo_at
    said = _("승인했습니다. 누구나 볼 수 있습니다.")
    if opens_at and opens_at > request.now:
        said = _("승인했습니다. 보도 시점이 되면 공개됩니다.")
    return _decide(request, approve_release, said, release_id, version=_version(request))


@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request: Request, release_id: int) -> HttpResponse:
    """This view will ask what is to be mended, and send the release back."""
    page = release_page(viewer=request.viewer, release_id=release_id)
    form = ReasonForm(request.POST or None, initial={"version": page.version})
    if request.method == "POST" and form.is_valid():
        said = _("보완을 요청했습니다. 쓴 사람에게 까닭을 알렸습니다.")
        version = form.cleaned_data["version"] or 0
        reason = form.cleaned_data["reason"]
        return _decide(request, return_release, said, release_id, version=version, reason=reason)
    words = (_("이 보도자료의 보완을 요청할까요?"), _("보완 요청하기"))
    told = [_("쓴 사람이 고쳐서 다시 검토를 요청합니다.")]
    return _confirm(request, release_id, form, words, told)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: Request, release_id: int) -> HttpResponse:
    """This view will ask why a release is taken back, and take it back."""
    release_page(viewer=request.viewer, release_id=release_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        return _decide(request, withdraw_release, _("철회했습니다."), release_id, reason=reason)
    words = (_("이 보도자료를 철회할까요?"), _("철회하기"))
    told = [
        _("공개했던 글과 파일은 사라지고, 제목과 까닭만 남습니다."),
        _("철회한 뒤에는 되돌릴 수 없습니다. 틀린 곳만 고치려면 정정해 주세요."),
    ]
    return _confirm(request, release_id, form, words, told)


def _version(request: Request) -> int:
    """This function will read the version that was on the page; 0, which no release has."""
    form = VersionForm(request.POST)
    return form.cleaned_data["version"] if form.is_valid() else 0


def _confirm(
    request: Request, release_id: int, form: ReasonForm, words: tuple[str, str], told: list[str]
) -> HttpResponse:
    context = {
        "form": form,
        "question": words[0],
        "submit_label": words[1],
        "consequences": told,
        "cancel_url": reverse("releases_desk:detail", args=[release_id]),
    }
    return render(request, "web/confirm.html", context)


def _decide(
    request: Request, action: Callable[..., int], said: str, release_id: int, **arguments: Any
) -> HttpResponse:
    """This function will run an action and go to the release, which shows how it stands now.

    A second click and a page overtaken by others are told there; who may not is told at once.
    """
    try:
        action(viewer=request.viewer, release_id=release_id, now=request.now, **arguments)
    except NotVisible:
        raise
    except Refusal as refusal:
        if refusal.status == FORBIDDEN:
            raise
        messages.warning(request, refusal.message)
    else:
        messages.success(request, said)
    return redirect("releases_desk:detail", release_id=release_id)
