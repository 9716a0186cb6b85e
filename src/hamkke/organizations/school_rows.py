"""A row of the national school file, and what can be wrong with one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from datetime import date


class Fault(StrEnum):
    """What is wrong with one row."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    CONTROL_CHARACTER = "control_character"
    BAD_IDENTIFIER = "bad_identifier"
    COLUMN_COUNT = "column_count"
    BROKEN_QUOTES = "broken_quotes"
    LISTED_TWICE = "listed_twice"
    NO_DISTRICT = "no_district"
    TWO_DISTRICTS = "two_districts"
    UNKNOWN_STATUS = "unknown_status"
    BAD_COORDINATE = "bad_coordinate"
    OUT_OF_RANGE = "out_of_range"
    BAD_DATE = "bad_date"


_SENTENCES: Final = {
    Fault.EMPTY: _("비어 있습니다."),
    Fault.TOO_LONG: _("너무 깁니다(%(detail)s)."),
    Fault.CONTROL_CHARACTER: _("쓸 수 없는 글자가 들어 있습니다."),
    Fault.BAD_IDENTIFIER: _("학교ID는 영문자와 숫자로 적습니다: %(detail)s"),
    Fault.COLUMN_COUNT: _("열의 수가 첫 줄과 다릅니다(%(detail)s)."),
    Fault.BROKEN_QUOTES: _("따옴표가 닫히지 않았거나 CSV 형식이 깨졌습니다."),
    Fault.LISTED_TWICE: _("같은 학교ID가 %(detail)s번째 줄에 이미 있습니다."),
    Fault.NO_DISTRICT: _("주소에서 자치구를 찾지 못했습니다: %(detail)s"),
    Fault.TWO_DISTRICTS: _("도로명주소와 지번주소의 자치구가 다릅니다: %(detail)s"),
    Fault.UNKNOWN_STATUS: _("알 수 없는 운영상태입니다: %(detail)s"),
    Fault.BAD_COORDINATE: _("숫자가 아닙니다: %(detail)s"),
    Fault.OUT_OF_RANGE: _("우리나라를 벗어난 좌표입니다: %(detail)s"),
    Fault.BAD_DATE: _("날짜가 아닙니다: %(detail)s"),
}


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why one row cannot be taken: the line it starts on, the column, the fault."""

    line: int
    column: str
    fault: Fault
    detail: str = ""

    @property
    def reason(self) -> str:
        """The fault as a sentence in the reader's language."""
        return str(_SENTENCES[self.fault]) % {"detail": self.detail}


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """One school of the city, checked. Texts are NFC and kept as text whatever they begin with."""

    line: int
    standard_id: str
    name: str
    level_name: str
    establishment: str
    is_open: bool
    address: str
    district: str
    office: str
    latitude: float | None
    longitude: float | None
    source_date: date | None
