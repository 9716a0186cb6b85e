"""From the bytes of a CSV or XLSX file to the cells of its rows, without a database."""

from __future__ import annotations

import csv
import io
import unicodedata
import zipfile
from typing import TYPE_CHECKING, Final

from hamkke.accounts.errors import StaffFileTooBig, StaffFileUnreadable
from hamkke.organizations.csv_text import decode_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MEGABYTE: Final = 1_000_000
LIMIT_BYTES: Final = MEGABYTE
# What a workbook of a megabyte may unpack to, and how many rows are read at all.
LIMIT_UNPACKED: Final = 30 * MEGABYTE
MOST_ROWS: Final = 1000
COLUMNS: Final = ("이름", "이메일", "역할", "학년", "반", "학생 수")
EXAMPLE: Final = (
    ("김보라", "bora@example.kr", "담임교사", "5", "1", "24"),
    ("이한결", "", "담임교사", "5", "2", "23"),
    ("박교무", "", "학교 담당자", "", "", ""),
    ("", "", "", "6", "1", "25"),
)

type Line = tuple[int, dict[str, str]]


def read_staff(data: bytes) -> list[Line]:
    """This function will return each row that is not empty: its line and its cells by column.

    Cells are text in NFC without spaces around them; formulas stay text. Raises StaffFileTooBig,
    StaffFileUnreadable.
    """
    if len(data) > LIMIT_BYTES:
        raise StaffFileTooBig(limit=LIMIT_BYTES // MEGABYTE)
    rows = _workbook(data) if data.startswith(b"PK") else _text(data)
    header = [_clean(cell) for cell in next(rows, [])]
    if any(header.count(column) != 1 for column in COLUMNS):
        raise StaffFileUnreadable
    found: list[Line] = []
    for line, row in enumerate(rows, start=2):
        if line > MOST_ROWS + 1:
            raise StaffFileTooBig(limit=LIMIT_BYTES // MEGABYTE)
        cells = [_clean(cell) for cell in row]
        record = dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=False))
        if any(record[column] for column in COLUMNS):
            found.append((line, {column: record[column] for column in COLUMNS}))
    if not found:
        raise StaffFileUnreadable
    return found


def template_csv() -> bytes:
    """This function will write the file to fill in, UTF-8 with its mark for spreadsheets."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([COLUMNS, *EXAMPLE])
    return out.getvalue().encode("utf-8-sig")


def template_xlsx() -> bytes:
    """This function will write the same file as a workbook."""
    from openpyxl import Workbook  # noqa: PLC0415 - half a second of every start

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "교직원과 학급"
    for row in (COLUMNS, *EXAMPLE):
        sheet.append(row)
    for letter, width in zip("ABCDEF", (14, 26, 14, 8, 8, 10), strict=True):
        sheet.column_dimensions[letter].width = width
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _text(data: bytes) -> Iterator[Iterable[object]]:
    text = decode_table(data)
    if text is None or "\x00" in text:
        raise StaffFileUnreadable
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise StaffFileUnreadable from error
    return iter(rows)


def _workbook(data: bytes) -> Iterator[Iterable[object]]:
    from openpyxl import load_workbook  # noqa: PLC0415 - half a second of every start
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(item.file_size for item in archive.infolist()) > LIMIT_UNPACKED:
                raise StaffFileTooBig(limit=LIMIT_BYTES // MEGABYTE)
        # Not data_only: a formula is read as its text and refused, never its cached value.
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        sheet = book.active
        rows = (
            [] if sheet is None else list(sheet.iter_rows(max_row=MOST_ROWS + 2, values_only=True))
        )
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise StaffFileUnreadable from error
    return iter(rows)


def _clean(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return unicodedata.normalize("NFC", str(cell)).strip()
