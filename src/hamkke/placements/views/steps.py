"""The steps of a round: open, close, seed, repeat, publish; each asks before it acts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hamkke.database.errors import Refusal
from hamkke.placements.actions.close_round import close_round
from hamkke.placements.actions.enter_seed import enter_seed
from hamkke.placements.actions.open_round import open_round
from hamkke.placements.actions.publish_round import publish_round
from hamkke.placements.actions.repeat_allocation import repeat_allocation
from hamkke.placements.forms import CloseForm, SeedForm
from hamkke.placements.queries.rounds import managed_round
from hamkke.web.text import format_datetime, josa

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hamkke.accounts.http import Request

READ_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(READ_OR_POST)
def open_now(request: Request, round_id: int) -> HttpResponse:
    """This view will open a round once the officer has confirmed."""
    found = managed_round(viewer=request.viewer, round_id=round_id)
    if request.method == "POST":
        open_round(viewer=request.viewer, round_id=round_id, now=request.now)
        messages.success(request, _("회차를 열었습니다. 담임 선생님들께 알립니다."))
        return redirect("placements_desk:round", round_id)
    moments = {
        "opens_at": format_datetime(found.opens_at),
        "closes_at": format_datetime(found.closes_at),
    }
    return _confirm(
        request,
        round_id,
        question=_("%(title)s 열까요?") % {"title": josa(f"‘{found.title}’", "을/를")},
        consequences=[
            _("%(opens_at)s부터 %(closes_at)s까지 희망을 받습니다.") % moments,
            _("추첨 번호는 ‘%(source)s’로 정합니다.") % {"source": found.seed_source},
            _("연 다음에는 일정과 기간을 고칠 수 없습니다."),
        ],
        submit_label=_("회차 열기"),
    )


@require_http_methods(READ_OR_POST)
def close(request: Request, round_id: int) -> HttpResponse:
    """This view will close a round: at its time plainly, earlier with a reason."""
    found = managed_round(viewer=request.viewer, round_id=round_id)
    early = request.now < found.closes_at
    form = CloseForm(request.POST or None) if early else None
    if request.method == "POST" and (form is None or form.is_valid()):
        reason = form.cleaned_data["reason"] if form else ""
        close_round(viewer=request.viewer, round_id=round_id, reason=reason, now=request.now)
        messages.success(request, _("마감했습니다. 낸 희망을 그대로 잠갔습니다."))
        return redirect("placements_desk:round", round_id)
    moment = {"closes_at": format_datetime(found.closes_at)}
    told = _("%(closes_at)s까지 받겠다고 알렸습니다. 지금 마감하면 그 뒤에는 낼 수 없습니다.")
    return _confirm(
        request,
        round_id,
        question=_("희망을 그만 받을까요?"),
        consequences=[told % moment] if early else [_("마감한 뒤에는 희망을 바꿀 수 없습니다.")],
        submit_label=_("마감하기"),
        form=form,
    )


@require_http_methods(READ_OR_POST)
def seed(request: Request, round_id: int) -> HttpResponse:
    """This view will take the seed, show it once more, and start the allocation."""
    found = managed_round(viewer=request.viewer, round_id=round_id)
    form = SeedForm(request.POST or None)
    if not form.is_valid():
        return render(request, "placements/seed.html", {"form": form, "round": found})
    typed = form.cleaned_data["seed"]
    if form.cleaned_data["confirmed"]:
        try:
            enter_seed(viewer=request.viewer, round_id=round_id, seed=typed, now=request.now)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
            return render(request, "placements/seed.html", {"form": form, "round": found})
        messages.success(request, _("배정을 계산하고 있습니다. 끝나면 할 일에 올려 드립니다."))
        return redirect("placements_desk:round", round_id)
    return _confirm(
        request,
        round_id,
        question=_("‘%(seed)s’로 추첨할까요?") % {"seed": typed},
        consequences=[
            _("미리 밝힌 출처는 ‘%(source)s’입니다.") % {"source": found.seed_source},
            _("번호는 바로 공개되고, 넣은 뒤에는 바꿀 수 없습니다."),
        ],
        submit_label=_("배정 계산하기"),
        hidden={"seed": typed, "confirmed": "1"},
    )


@require_POST
def repeat(request: Request, round_id: int) -> HttpResponse:
    """This view will calculate a round again that did not pass its check."""
    repeat_allocation(viewer=request.viewer, round_id=round_id, now=request.now)
    messages.success(request, _("같은 자료와 번호로 다시 계산하고 있습니다."))
    return redirect("placements_desk:round", round_id)


@require_http_methods(READ_OR_POST)
def publish(request: Request, round_id: int) -> HttpResponse:
    """This view will publish a sound result once the officer has confirmed."""
    found = managed_round(viewer=request.viewer, round_id=round_id)
    if request.method == "POST":
        publish_round(viewer=request.viewer, round_id=round_id, now=request.now)
        messages.success(request, _("결과를 발표했습니다."))
        return redirect("placements_desk:round", round_id)
    return _confirm(
        request,
        round_id,
        question=_("‘%(title)s’ 결과를 발표할까요?") % {"title": found.title},
        consequences=[
            _("희망을 낸 학급의 선생님과 학생, 학부모가 결과와 까닭을 봅니다."),
            _("자리와 희망, 배정 수와 검산 자료를 누구나 볼 수 있게 공개합니다."),
            _("발표한 뒤에는 되돌릴 수 없습니다."),
        ],
        submit_label=_("결과 발표하기"),
    )


def _confirm(request: Request, round_id: int, **context: Any) -> HttpResponse:
    context["cancel_url"] = reverse("placements_desk:round", args=[round_id])
    return render(request, "web/confirm.html", context)
