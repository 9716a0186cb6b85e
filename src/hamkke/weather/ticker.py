"""The weather ticker of a saved page: one line for each station, some without a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Final

from hamkke.weather.errors import TickerTooLong
from hamkke.weather.stations import StationRecord, by_name, standard_stations

# The words of the national observation and forecast texts; the longest is tried first.
CONDITIONS: Final = tuple(
    sorted(
        [
            *("맑음", "구름조금", "구름많음", "구름낌", "흐림", "비", "눈", "소나기", "소낙눈"),
            *("진눈깨비", "이슬비", "가랑비", "빗방울", "빗방울/눈날림", "눈날림", "비/눈", "비눈"),
            *("눈비", "눈/비", "안개", "안개비", "박무", "연무", "황사", "우박", "싸락눈", "뇌전"),
            *("천둥번개", "뇌우", "낙뢰", "먼지", "해무", "실안개"),
        ],
        key=lambda word: (-len(word), word),
    )
)
_ROW: Final = re.compile(
    r"^(?:[•·*-]\s*)?(?P<words>\D{0,40}?)\s*(?P<temperature>[-−–]?\s?\d{1,3}(?:\.\d)?)\s*(?:℃|°\s?C|˚C|도씨)\s*$",
)
_BULLET: Final = re.compile(r"^\s*[•·*-]")
_BLANKS: Final = " \t\xa0\u3000•"
_UNITS: Final = ("℃", "C", "도씨")
_LONGEST_ROW: Final = 80
MOST_ROWS: Final = 1000
LOWEST: Final = Decimal(-50)
HIGHEST: Final = Decimal(50)


class Naming(StrEnum):
    """How a row was given its station."""

    EXACT = "exact"
    ALIAS = "alias"
    INFERRED_BY_ORDER = "inferred_by_order"
    UNRESOLVED = "unresolved"


class Problem(StrEnum):
    """Why a row was given no station."""

    NAMELESS = "nameless"
    UNKNOWN_NAME = "unknown_name"
    LISTED_TWICE = "listed_twice"
    IMPOSSIBLE_TEMPERATURE = "impossible_temperature"


@dataclass(frozen=True, slots=True)
class TickerRow:
    """One line of the ticker as it was read, with its station where that is beyond doubt."""

    row: int
    condition: str
    raw_name: str
    temperature: Decimal
    station: StationRecord | None
    naming: Naming
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    condition: str
    name: str
    temperature: Decimal
    station: StationRecord | None


def parse_ticker(text: str) -> tuple[TickerRow, ...]:
    """This function will read all lines of a page that state a temperature of a station.

    A line is a condition word, a name and a temperature. Names count whole (비북강릉 is 비 and
    북강릉; 고창 is not 고창군). A row without a name gets a station only where the ascending
    order of station numbers leaves exactly as many stations as there are nameless rows between
    two named ones; whatever stays open is a row with a problem, never a guess. Raises
    TickerTooLong.
    """
    lines = [line for raw in text.split("\n") if (line := _read_line(raw)) is not None]
    if len(lines) > MOST_ROWS:
        raise TickerTooLong(count=len(lines), limit=MOST_ROWS)
    inferred = _infer(lines)
    return _without_doubles(
        [_row(number, line, inferred.get(number)) for number, line in enumerate(lines, 1)]
    )


def _read_line(raw: str) -> _Line | None:
    line = raw.strip(_BLANKS)
    if len(line) > _LONGEST_ROW or not line.endswith(_UNITS):
        return None
    match = _ROW.match(line)
    if match is None:
        return None
    digits = match["temperature"].replace("−", "-").replace("–", "-").replace(" ", "")
    condition, name = _split(re.sub(r"\s+", "", match["words"]))
    station = by_name().get(name)
    if not (condition or station or _BULLET.match(raw)):
        return None  # a line of prose that ends in a temperature
    return _Line(condition, name, Decimal(digits), station)


def _split(words: str) -> tuple[str, str]:
    """This function will part the condition from the name: longest condition, whole name.

    If the longest word leaves no known name, a shorter one that does is right.
    """
    fitting = [word for word in CONDITIONS if words.startswith(word)]
    for word in ["", *fitting]:
        if words[len(word) :] in by_name():
            return word, words[len(word) :]
    return (fitting[0], words[len(fitting[0]) :]) if fitting else ("", words)


def _infer(lines: list[_Line]) -> dict[int, StationRecord]:
    """This function will name nameless rows by the standard order, run by run.

    Nothing is inferred when the named rows are not in ascending order, or beside a row whose
    name is unknown: then the page keeps an order of its own.
    """
    numbers = [line.station.number for line in lines if line.station]
    if any(first >= second for first, second in pairwise(numbers)) or not numbers:
        return {}
    found: dict[int, StationRecord] = {}
    low, run, clean = 0, [], True
    for number, line in enumerate([*lines, None], 1):
        if line is not None and line.station is None:
            run.append(number)
            clean = clean and not line.name
            continue
        high = line.station.number if line and line.station else 10**6
        between = [station for station in standard_stations() if low < station.number < high]
        if run and clean and len(between) == len(run):
            found |= dict(zip(run, between, strict=True))
        low, run, clean = high, [], True
    return found


def _row(number: int, line: _Line, inferred: StationRecord | None) -> TickerRow:
    station = line.station or inferred
    naming, problem = Naming.EXACT, None
    if line.station is None and inferred is not None:
        naming = Naming.INFERRED_BY_ORDER
    elif line.station is None:
        naming = Naming.UNRESOLVED
        problem = Problem.UNKNOWN_NAME if line.name else Problem.NAMELESS
    elif line.station.name != line.name:
        naming = Naming.ALIAS
    if not LOWEST <= line.temperature <= HIGHEST:
        station, naming, problem = None, Naming.UNRESOLVED, Problem.IMPOSSIBLE_TEMPERATURE
    return TickerRow(number, line.condition, line.name, line.temperature, station, naming, problem)


def _without_doubles(rows: list[TickerRow]) -> tuple[TickerRow, ...]:
    """This function will take the station from rows that name one twice with different values.

    The same row twice is one observation: the first stays, the second is a double.
    """
    by_station: dict[int, list[TickerRow]] = {}
    for row in rows:
        if row.station:
            by_station.setdefault(row.station.number, []).append(row)
    doubtful: set[int] = set()
    for same in by_station.values():
        values = {(row.condition, row.temperature) for row in same}
        doubtful.update(row.row for row in (same[1:] if len(values) == 1 else same))
    return tuple(
        TickerRow(
            row.row,
            row.condition,
            row.raw_name,
            row.temperature,
            None,
            Naming.UNRESOLVED,
            Problem.LISTED_TWICE,
        )
        if row.row in doubtful
        else row
        for row in rows
    )
