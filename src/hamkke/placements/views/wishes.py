"""A class group's wishes and its result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamkke.database.errors import NotVisible, Refusal
from hamkke.placements.actions.save_wishes import save_wishes
from hamkke.placements.actions.submit_wishes import submit_wishes
from hamkke.placements.actions.withdraw_wishes import withdraw_wishes
from hamkke.placements.forms import WishesForm
from hamkke.placements.queries.results import ResultPage, result_page
from hamkke.placements.queries.wishes import wishes_page
from hamkke.placements.rules.lists import SUBMIT
from hamkke.web.charts.queue_chart import QueueChart, draw_queue
from hamkke.web.tables import Cell, Column, Row, Table
from hamkke.web.text import format_datetime, format_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from hamkke.accounts.http import Request
    from hamkke.placements.rules.reasons import Outcome


@require_http_methods(["GET", "HEAD", "POST"])
def wish(request: Request, round_id: int) -> HttpResponse:
    """This view will show the list of wishes, move, add and drop wishes, and submit the list."""
    if request.method != "POST":
        return _list(request, round_id)
    form = WishesForm(request.POST)
    if not form.is_valid():
        return _list(request, round_id, order=form.order)
    press = form.cleaned_data["press"]
    order = press.applied_to(form.order)
    act = submit_wishes if press.verb == SUBMIT else save_wishes
    try:
        act(
            viewer=request.viewer,
            round_id=round_id,
            order=order,
            version=form.cleaned_data["version"],
            now=request.now,
        )
    except NotVisible:
        raise
    except Refusal as refusal:
        return _list(request, round_id, order=form.order, refusal=refusal)
    back = reverse("placements_desk:wishes", args=[round_id])
    if press.verb != SUBMIT:
        return redirect(f"{back}#wish-{press.number}")
    page = wishes_page(viewer=request.viewer, round_id=round_id, now=request.now)
    until = {"closes_at": format_datetime(page.round.closes_at)}
    messages.success(request, _("제출했습니다. %(closes_at)s까지 바꿀 수 있습니다.") % until)
    return redirect(back)


def _list(
    request: Request,
    round_id: int,
    *,
    order: Sequence[int] | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    page = wishes_page(viewer=request.viewer, round_id=round_id, now=request.now, order=order)
    context = {"page": page, "refusal": refusal, "kept": order is not None}
    return render(
        request, "placements/wishes.html", context, status=refusal.status if refusal else 200
    )


@require_POST
def withdraw(request: Request, round_id: int) -> HttpResponse:
    """This view will take a submission back."""
    form = WishesForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else 0
    withdraw_wishes(viewer=request.viewer, round_id=round_id, version=version, now=request.now)
    messages.success(request, _("제출한 희망을 거두었습니다. 적은 순서는 그대로 있습니다."))
    return redirect("placements_desk:wishes", round_id)


@require_safe
def result(request: Request, round_id: int) -> HttpResponse:
    """This view will show what became of a class group's wishes, and why."""
    page = result_page(viewer=request.viewer, round_id=round_id)
    context = {"page": page, "chart": _chart(page), "table": _table(page.outcomes)}
    return render(request, "placements/result.html", context)


def _chart(page: ResultPage) -> QueueChart | None:
    queue = page.queue
    if queue is None:
        return None
    return draw_queue(
        total=queue.total, places=queue.places, ours=queue.ours, reserved=queue.reserved
    )


def _table(outcomes: Sequence[Outcome]) -> Table:
    return Table(
        caption=_("우리 반 희망과 결과"),
        columns=(
            Column(_("순위")),
            Column(_("프로그램")),
            Column(_("자리"), numeric=True),
            Column(_("희망"), numeric=True),
            Column(_("결과")),
        ),
        rows=tuple(
            Row(
                Cell(str(item.rank)),
                (
                    Cell(item.title, href=f"/programs/{item.program_id}/"),
                    Cell(format_number(item.offered)),
                    Cell(format_number(item.wished)),
                    Cell(item.label, tag="done" if item.is_held else "plain"),
                ),
            )
            for item in outcomes
        ),
    )
