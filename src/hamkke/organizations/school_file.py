"""The national standard file of schools (전국초중등학교위치표준데이터), read without a database."""

from __future__ import annotations

import csv
import io
import math
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Protocol

from hamkke.organizations.csv_text import decode_table
from hamkke.organizations.errors import (
    SchoolColumnsMissing,
    SchoolFileEmpty,
    SchoolFileNotText,
    SchoolFileTooBig,
)
from hamkke.organizations.school_rows import Fault, RowProblem, SchoolRow

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

MEGABYTE: Final = 1_000_000
LIMIT_BYTES: Final = 50 * MEGABYTE

COLUMNS: Final = (
    "학교ID",
    "학교명",
    "학교급구분",
    "설립형태",
    "운영상태",
    "소재지지번주소",
    "소재지도로명주소",
    "교육지원청명",
    "위도",
    "경도",
    "데이터기준일자",
)
# How long a text may be; the columns of the school table are as wide.
_WIDTHS: Final = {
    "학교ID": 20,
    "학교명": 120,
    "학교급구분": 40,
    "설립형태": 20,
    "소재지도로명주소": 240,
    "소재지지번주소": 240,
    "교육지원청명": 120,
}
_OPEN: Final = {"운영": True, "휴교": False, "폐교": False}
_LATITUDES: Final = (33.0, 39.0)
_LONGITUDES: Final = (124.0, 132.0)
_NUMBER: Final = re.compile(r"^\d{1,3}(?:\.\d{1,15})?$")
_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f\ufffe\uffff]")
_IDENTIFIER: Final = re.compile(r"^[A-Za-z0-9-]+$")


@dataclass(frozen=True, slots=True)
class SchoolFile:
    """What a file holds: the rows to take, the problems, and how many schools lie elsewhere."""

    rows: tuple[SchoolRow, ...]
    problems: tuple[RowProblem, ...]
    elsewhere: int


class _Reader(Protocol):
    """What is needed of a CSV reader."""

    @property
    def line_num(self) -> int: ...

    def __next__(self) -> list[str]: ...

    def __iter__(self) -> Iterator[list[str]]: ...


def read_schools(data: bytes, *, city: str, districts: Collection[str]) -> SchoolFile:
    """This function will read the schools of `city` from the bytes of the national file.

    `districts` are the names of the city's districts. The district comes from the road address,
    else from the lot address; a column 자치구 is not looked at. Schools of other cities are
    counted and left out. Problems are in the order of the lines, all of them, several a row.

    Raises SchoolFileUnreadable (one of its subclasses) when there is no table to read.
    """
    reader = csv.reader(io.StringIO(_decode(data), newline=""), strict=True)
    header = _read_header(reader)
    rows: list[SchoolRow] = []
    problems: list[RowProblem] = []
    first_lines: dict[str, int] = {}
    elsewhere = 0
    for line, cells in _records(reader, problems):
        if len(cells) != len(header):
            problems.append(
                RowProblem(line, "", Fault.COLUMN_COUNT, f"{len(cells)} ≠ {len(header)}")
            )
            continue
        record = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
        if _lies_elsewhere(record, city):
            elsewhere += 1
            continue
        row, found = _read_row(line, record, city, districts)
        first = first_lines.setdefault(record["학교ID"], line)
        if record["학교ID"] and first != line:
            found.append(RowProblem(line, "학교ID", Fault.LISTED_TWICE, str(first)))
        problems += found
        if row is not None and not found:
            rows.append(row)
    if not rows and not problems:
        raise SchoolFileEmpty
    return SchoolFile(tuple(rows), tuple(problems), elsewhere)


def check_size(size: int) -> None:
    """This function will refuse a file of `size` bytes that is too big, before anybody reads it."""
    if size > LIMIT_BYTES:
        raise SchoolFileTooBig(megabytes=-(-size // MEGABYTE), limit=LIMIT_BYTES // MEGABYTE)


def _decode(data: bytes) -> str:
    check_size(len(data))
    if not data.strip():
        raise SchoolFileEmpty
    text = decode_table(data)
    if text is None:
        raise SchoolFileNotText
    return text


def _read_header(reader: _Reader) -> list[str]:
    try:
        header = [name.strip() for name in next(reader, [])]
    except csv.Error:
        header = []
    missing = [name for name in COLUMNS if header.count(name) != 1]
    if missing:
        raise SchoolColumnsMissing(columns=", ".join(missing))
    return header


def _records(reader: _Reader, problems: list[RowProblem]) -> Iterator[tuple[int, list[str]]]:
    """This function will yield each record with the line it starts on, leaving out empty lines.

    Broken quotes may have swallowed any number of lines, so reading ends there.
    """
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error:
            problems.append(RowProblem(line, "", Fault.BROKEN_QUOTES))
            return
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield line, cells


def _lies_elsewhere(record: dict[str, str], city: str) -> bool:
    """This function will say whether a row belongs to another city, by its own two addresses."""
    addresses = [record[name] for name in ("소재지도로명주소", "소재지지번주소") if record[name]]
    office = record.get("시도교육청명", "")
    return (
        bool(addresses)
        and not any(address.split()[0] == city for address in addresses)
        and not office.startswith(city)
        and not record["교육지원청명"].startswith(city)
    )


def _read_row(
    line: int, record: dict[str, str], city: str, districts: Collection[str]
) -> tuple[SchoolRow | None, list[RowProblem]]:
    found = [
        RowProblem(line, column, fault, detail) for column, fault, detail in _text_faults(record)
    ]
    district, address = _district(line, record, city, districts, found)
    latitude = _coordinate(line, record, "위도", _LATITUDES, found)
    longitude = _coordinate(line, record, "경도", _LONGITUDES, found)
    source_date = _date(line, record, found)
    if record["운영상태"] not in _OPEN:
        found.append(RowProblem(line, "운영상태", Fault.UNKNOWN_STATUS, record["운영상태"][:40]))
    if found or district is None:
        return None, found
    row = SchoolRow(
        line=line,
        standard_id=record["학교ID"],
        name=record["학교명"],
        level_name=record["학교급구분"],
        establishment=record["설립형태"],
        is_open=_OPEN[record["운영상태"]],
        address=address,
        district=district,
        office=record["교육지원청명"].removeprefix(city).strip(),
        latitude=latitude,
        longitude=longitude,
        source_date=source_date,
    )
    return row, found


def _text_faults(record: dict[str, str]) -> Iterator[tuple[str, Fault, str]]:
    for column in ("학교ID", "학교명", "학교급구분", "교육지원청명"):
        if not record[column]:
            yield column, Fault.EMPTY, ""
    for column, width in _WIDTHS.items():
        if len(record[column]) > width:
            yield column, Fault.TOO_LONG, f"{len(record[column])} > {width}"
        if _CONTROLS.search(record[column]):
            yield column, Fault.CONTROL_CHARACTER, ""
    if record["학교ID"] and not _IDENTIFIER.match(record["학교ID"]):
        yield "학교ID", Fault.BAD_IDENTIFIER, record["학교ID"][:40]


def _district(
    line: int,
    record: dict[str, str],
    city: str,
    districts: Collection[str],
    found: list[RowProblem],
) -> tuple[str | None, str]:
    """This function will take the district from the road address, else from the lot address.

    Where both name one and they differ, nobody can say which is right.
    """
    column = "소재지도로명주소"
    named: list[tuple[str, str]] = []
    for name in (column, "소재지지번주소"):
        words = record[name].split()
        if len(words) > 1 and words[0] == city and words[1] in districts:
            named.append((words[1], record[name]))
    if not named:
        shown = record[column] or record["소재지지번주소"]
        found.append(RowProblem(line, column, Fault.NO_DISTRICT, shown[:80]))
        return None, ""
    if len({district for district, _address in named}) > 1:
        found.append(RowProblem(line, column, Fault.TWO_DISTRICTS, f"{named[0][0]}, {named[1][0]}"))
        return None, ""
    return named[0]


def _coordinate(
    line: int,
    record: dict[str, str],
    column: str,
    limits: tuple[float, float],
    found: list[RowProblem],
) -> float | None:
    text = record[column]
    if not text:
        return None
    if not _NUMBER.match(text):
        found.append(RowProblem(line, column, Fault.BAD_COORDINATE, text[:40]))
        return None
    value = float(text)
    if not math.isfinite(value) or not limits[0] <= value <= limits[1]:
        found.append(RowProblem(line, column, Fault.OUT_OF_RANGE, text[:40]))
        return None
    return value


def _date(line: int, record: dict[str, str], found: list[RowProblem]) -> date | None:
    text = record["데이터기준일자"]
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        found.append(RowProblem(line, "데이터기준일자", Fault.BAD_DATE, text[:40]))
        return None
