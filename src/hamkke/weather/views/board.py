"""The weather board."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamkke.database.identity import civil_day
from hamkke.weather.queries.board import Board, StationWeather, latest_board
from hamkke.web.charts.korea_map import KoreaMap, StationDot, draw_stations
from hamkke.web.tables import Cell, Column, Row, Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from hamkke.accounts.http import Request

ORDERS: Final[dict[str, Callable[[StationWeather], Any]]] = {
    "number": lambda each: each.number,
    "name": lambda each: each.name,
    "temperature": lambda each: (-each.temperature, each.number),
}


@require_safe
def board(request: Request) -> HttpResponse:
    """This view will show the latest observations as a map and a table."""
    latest = latest_board(today=civil_day(request.now))
    order = request.GET.get("order", "number")
    order = order if order in ORDERS else "number"
    context: dict[str, Any] = {"board": latest, "order": order}
    if latest is not None:
        context |= {"map": _map(latest), "table": _table(latest, order)}
    return render(request, "weather/board.html", context)


def _map(latest: Board) -> KoreaMap:
    return draw_stations(
        StationDot(
            number=each.number,
            name=each.name,
            lat=each.latitude,
            lon=each.longitude,
            value=each.degrees,
            kind=each.kind,
        )
        for each in latest.stations
    )


def _table(latest: Board, order: str) -> Table:
    return Table(
        caption=_("관측 지점별 날씨와 기온"),
        columns=(
            Column(_("지점")),
            Column(_("번호"), numeric=True),
            Column(_("날씨")),
            Column(_("기온(℃)"), numeric=True),
        ),
        rows=tuple(
            Row(
                Cell(f"{each.name}*" if each.is_inferred else each.name),
                (Cell(str(each.number)), Cell(each.condition or "–"), Cell(each.degrees)),
                anchor=f"s{each.number}",
            )
            for each in sorted(latest.stations, key=ORDERS[order])
        ),
    )
