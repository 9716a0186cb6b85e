"""The answers of the KMA API hub: surface observations and alerts in force, as bytes into rows.

Source: https://apihub.kma.go.kr, 지상관측 kma_sfctm2.php and 특보현황 wrn_now_data.php. Both
answer in EUC-KR; lines that begin with `#` are remarks, `#START7777` and `#7777END` frame the data.
Without the last line an answer was cut off and is not used: nobody knows what is missing.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from hamkke.weather.errors import AnswerCutOff, AnswerRefused, AnswerUnreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

SEOUL_TIME: Final = ZoneInfo("Asia/Seoul")
_COLUMNS: Final = (
    "TM STN WD WS GST_WD GST_WS GST_TM PA PS PT PR TA TD HM PV RN RN_DAY RN_JUN RN_INT SD_HR3 "
    "SD_DAY SD_TOT WC WP WW CA_TOT CA_MID CH_MIN CT CT_TOP CT_MID CT_LOW VS SS SI ST_GD TS TE_005 "
    "TE_01 TE_02 TE_03 ST_SEA WH BF IR IX"
)
_PLACE: Final = {name: place for place, name in enumerate(_COLUMNS.split())}
_ALERT_COLUMNS: Final = 10
_NUMBER: Final = re.compile(r"-?[0-9]{1,6}(\.[0-9]{1,3})?")
_LOWEST, _HIGHEST = Decimal(-50), Decimal(50)
_POSSIBLE: Final = {"WC": 99, "CA_TOT": 10, "HM": 100, "WS": 100, "RN": 500}
# 현재 일기 (WMO code table 4677), only where the code names a phenomenon without doubt.
_PRESENT_WEATHER: Final = (
    (5, 5, "연무"),
    (6, 6, "황사"),
    (10, 10, "박무"),
    (17, 17, "뇌전"),
    (40, 49, "안개"),
    (50, 59, "이슬비"),
    (60, 65, "비"),
    (68, 69, "진눈깨비"),
    (70, 75, "눈"),
    (80, 82, "소나기"),
    (83, 84, "진눈깨비"),
    (85, 86, "소낙눈"),
    (91, 99, "뇌우"),
)
_CLEAR_UP_TO, _MANY_CLOUDS_UP_TO = 5, 8


@dataclass(frozen=True, slots=True)
class SurfaceRow:
    """One station at one hour; None is what the station did not report.

    Temperature in ℃, humidity in %, wind in m/s, rain of the last hour in mm.
    """

    number: int
    observed_at: datetime
    condition: str
    temperature: Decimal | None
    humidity: Decimal | None
    wind_speed: Decimal | None
    rain: Decimal | None


@dataclass(frozen=True, slots=True)
class AlertRow:
    """One official statement in force: which zone, what, how grave, since when."""

    region_code: str
    region_name: str
    parent_name: str
    kind: str
    level: str
    command: str
    announced_at: datetime
    effective_at: datetime
    ends_text: str


def read_surface(answer: bytes) -> tuple[SurfaceRow, ...]:
    """This function will return the rows of an answer of kma_sfctm2.php, by station number.

    Raises AnswerRefused (a JSON body, as of a key without subscription), AnswerCutOff,
    AnswerUnreadable.
    """
    rows = {}
    for line in _lines(answer, framed=True):
        values = line.split()
        if len(values) != len(_PLACE):
            raise AnswerUnreadable(line=line[:80])
        row = _surface_row(values, line)
        rows[row.number] = row
    return tuple(rows[number] for number in sorted(rows))


def read_alerts(answer: bytes) -> tuple[AlertRow, ...]:
    """This function will return the statements in force of an answer of wrn_now_data.php.

    A lifted one (해제, 대치해제, 변경해제) is left out; no line at all means that none is in force.
    Each line ends with `=`: one that does not was cut off. Raises as read_surface does.
    """
    found = []
    for line in _lines(answer, framed=False):
        if not line.endswith("="):
            raise AnswerCutOff
        values = [value.strip() for value in line.removesuffix("=").split(",")]
        if len(values) < _ALERT_COLUMNS:
            raise AnswerUnreadable(line=line[:80])
        _, parent, code, name, announced, effective, kind, level, command, ends = values[
            :_ALERT_COLUMNS
        ]
        if command.endswith("해제"):
            continue
        found.append(
            AlertRow(
                region_code=code,
                region_name=name,
                parent_name=parent,
                kind=kind,
                level=level,
                command=command,
                announced_at=_instant(announced, line),
                effective_at=_instant(effective, line),
                ends_text=ends,
            )
        )
    return tuple(found)


def _lines(answer: bytes, *, framed: bool) -> Iterator[str]:
    if answer.lstrip()[:1] in {b"{", b"["}:
        raise AnswerRefused(reason=_reason_of(answer))
    try:
        text = answer.decode("euc_kr")
    except UnicodeDecodeError:
        # The hub's newer servers answer in UTF-8; what is neither is no answer of the hub's.
        try:
            text = answer.decode("utf-8")
        except UnicodeDecodeError as error:
            raise AnswerUnreadable(line="") from error
    lines = [line.strip() for line in text.splitlines()]
    begins = any(line.startswith("#START7777") for line in lines)
    known = begins or (not framed and any(line.startswith("#") for line in lines))
    if not known:
        raise AnswerUnreadable(line=next((line[:80] for line in lines if line), ""))
    if begins and not any(line.startswith("#7777END") for line in lines):
        raise AnswerCutOff
    return (line for line in lines if line and not line.startswith("#"))


def _reason_of(answer: bytes) -> str:
    """This function will take the hub's own words out of its JSON, short and on one line."""
    try:
        body = json.loads(answer)
        words = str(body["result"]["message"])
    except (ValueError, KeyError, TypeError):
        words = ""
    return " ".join(words.split())[:200]


def _surface_row(values: list[str], line: str) -> SurfaceRow:
    def number(column: str) -> Decimal | None:
        value = values[_PLACE[column]]
        if value == "-":
            return None
        if not _NUMBER.fullmatch(value):
            raise AnswerUnreadable(line=line[:80])
        return Decimal(value)

    def reported(column: str) -> Decimal | None:
        """A quantity from 0 up: -9 means not reported, and beyond the possible is no report."""
        value = number(column)
        return value if value is not None and 0 <= value <= _POSSIBLE[column] else None

    station = values[_PLACE["STN"]]
    if not station.isascii() or not station.isdecimal():
        raise AnswerUnreadable(line=line[:80])
    return SurfaceRow(
        number=int(station),
        observed_at=_instant(values[_PLACE["TM"]], line),
        condition=_condition(reported("WC"), reported("CA_TOT")),
        temperature=_temperature(number("TA"), number("TD"), reported("HM")),
        humidity=reported("HM"),
        wind_speed=reported("WS"),
        rain=reported("RN"),
    )


def _temperature(
    temperature: Decimal | None, dew_point: Decimal | None, humidity: Decimal | None
) -> Decimal | None:
    """This function will tell −9.0 ℃ from -9.0, the hub's word for "not reported".

    Air as cold as its dew point is saturated. Where both stand at -9.0 and no humidity was
    reported, the thermometer said nothing; any other −9.0 is a temperature.
    """
    if temperature is None or not _LOWEST <= temperature <= _HIGHEST:
        return None
    missing = Decimal("-9.0")
    if temperature == missing and dew_point in {None, missing} and humidity is None:
        return None
    return temperature


def _condition(code: Decimal | None, clouds: Decimal | None) -> str:
    """This function will name the weather: a phenomenon if reported, else the sky by its tenths."""
    if code is not None:
        for lowest, highest, word in _PRESENT_WEATHER:
            if lowest <= code <= highest:
                return word
    if clouds is None:
        return ""
    if clouds <= _CLEAR_UP_TO:
        return "맑음"
    return "구름많음" if clouds <= _MANY_CLOUDS_UP_TO else "흐림"


def _instant(text: str, line: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y%m%d%H%M").replace(tzinfo=SEOUL_TIME)
    except ValueError as error:
        raise AnswerUnreadable(line=line[:80]) from error
