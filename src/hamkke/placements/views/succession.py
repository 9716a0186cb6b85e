"""Giving a place back after publication, and answering the offer of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hamkke.database.errors import NotVisible, Refusal
from hamkke.placements.actions.answer_offer import answer_offer
from hamkke.placements.actions.return_place import return_place
from hamkke.placements.queries.results import result_page
from hamkke.placements.queries.succession import OfferPage, offer_page
from hamkke.web.text import format_datetime

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hamkke.accounts.http import Request


@require_http_methods(["GET", "HEAD", "POST"])
def give_back(request: Request, round_id: int, number: int) -> HttpResponse:
    """This view will give a place back once the teacher has confirmed."""
    if request.method == "POST":
        return_place(viewer=request.viewer, round_id=round_id, number=number, now=request.now)
        messages.success(request, _("자리를 반납했습니다. 대기 순서대로 다음 학급에 넘깁니다."))
        return redirect("placements_desk:result", round_id)
    page = result_page(viewer=request.viewer, round_id=round_id)
    held = next((item for item in page.given if item.number == number), None)
    if held is None or not page.may_return:
        raise NotVisible
    context = {
        "question": _("‘%(title)s’ 자리를 반납할까요?") % {"title": held.title},
        "consequences": [
            _("대기 순서가 가장 앞선 학급에 이 자리를 권합니다."),
            _("반납한 자리는 다시 받을 수 없습니다. 다른 학급의 자리는 바뀌지 않습니다."),
        ],
        "submit_label": _("자리 반납하기"),
        "cancel_url": reverse("placements_desk:result", args=[round_id]),
    }
    return render(request, "web/confirm.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Request, offer_id: int) -> HttpResponse:
    """This view will show an offered place, and take it or let it pass."""
    page = offer_page(viewer=request.viewer, offer_id=offer_id, now=request.now)
    press = request.POST.get("press")
    if request.method != "POST" or press not in {"accept", "pass"}:
        return _offer(request, page)
    accepts = press == "accept"
    try:
        answer_offer(viewer=request.viewer, offer_id=offer_id, accepts=accepts, now=request.now)
    except NotVisible:
        raise
    except Refusal as refusal:
        return _offer(request, page, refusal)
    told = _("자리를 받았습니다.") if accepts else _("다음 학급에 넘겼습니다.")
    messages.success(request, told)
    return redirect("placements_desk:result", page.round.pk)


def _offer(request: Request, page: OfferPage, refusal: Refusal | None = None) -> HttpResponse:
    context = {
        "page": page,
        "refusal": refusal,
        "until": format_datetime(page.answer_by),
    }
    status = refusal.status if refusal else 200
    return render(request, "placements/place_offer.html", context, status=status)
