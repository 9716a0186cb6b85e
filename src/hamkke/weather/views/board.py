"""The weather board."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamkke.database.identity import civil_day
from hamkke.weather.queries.board import Board, StationWeather, latest_board
from hamkke.weather.queries.feeds import alert_news, late_observations
from hamkke.web.charts.korea_map import KoreaMap, StationDot, draw_stations
from hamkke.web.tables import Cell, Column, Row, Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from hamkke.accounts.http import Request

ORDERS: Final[dict[str, Callable[[StationWeather], Any]]] = {
    "number": lambda each: each.number,
    "name": lambda each: each.name,
    "temperature": lambda each: (
        each.temperature is None,
        -(each.temperature or 0),
        each.number,
    ),
}


@require_safe
def board(request: Request) -> HttpResponse:
    """This view will show the latest observations as a map and a table."""
    latest = latest_board(today=civil_day(request.now))
    order = request.GET.get("order", "number")
    order = order if order in ORDERS else "number"
    context: dict[str, Any] = {
        "board": latest,
        "order": order,
        "alerts": alert_news(now=request.now),
        "late": late_observations(now=request.now),
    }
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
    details = (
        (
            Column(_("바람(m/s)"), numeric=True),
            Column(_("1시간 강수(mm)"), numeric=True),
        )
        if latest.has_details
        else ()
    )
    return Table(
        caption=_("관측 지점별 날씨와 기온"),
        columns=(
            Column(_("지점")),
            *(() if details else (Column(_("번호"), numeric=True),)),
            Column(_("날씨")),
            Column(_("기온(℃)"), numeric=True),
            *details,
        ),
        rows=tuple(
            Row(
                Cell(f"{each.name}*" if each.is_inferred else each.name),
                _details(each) if details else _cells(each),
                anchor=f"s{each.number}",
            )
            for each in sorted(latest.stations, key=ORDERS[order])
        ),
    )


def _cells(each: StationWeather) -> tuple[Cell, ...]:
    return (Cell(str(each.number)), Cell(each.condition or "–"), Cell(each.degrees))


def _details(each: StationWeather) -> tuple[Cell, ...]:
    measured = (each.wind_speed, each.rain)
    return (
        Cell(each.condition or "–"),
        Cell(each.degrees),
        *(Cell("–" if value is None else f"{value.normalize():f}") for value in measured),
    )
