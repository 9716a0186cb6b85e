"""A city's districts and the offices of education that cover them, read without a database."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import Final

from hamkke.organizations.csv_text import decode_table
from hamkke.organizations.errors import BodyFileUnreadable, BodyRowWrong

COLUMNS: Final = ("code", "name_ko", "name_en", "office_ko")
LIMIT_BYTES: Final = 1_000_000
_CODE: Final = re.compile(r"^[0-9]{5}$")
_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f]")
LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A district with its five-digit 시군구 code, and the short name of its office."""

    line: int
    code: str
    name: str
    name_en: str
    office: str


def read_bodies(data: bytes) -> tuple[BodyRow, ...]:
    """This function will read the rows; other columns than COLUMNS are left out.

    Raises BodyFileUnreadable, BodyRowWrong with the line.
    """
    text = decode_table(data) if len(data) <= LIMIT_BYTES else None
    if text is None:
        raise BodyFileUnreadable
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        lines = [(reader.line_num, record) for record in reader]
    except csv.Error as error:
        raise BodyFileUnreadable from error
    if not lines or not set(COLUMNS) <= set(reader.fieldnames or ()):
        raise BodyFileUnreadable
    rows = tuple(_row(line, record) for line, record in lines)
    for number, row in enumerate(rows):
        if row.code in {earlier.code for earlier in rows[:number]}:
            raise BodyRowWrong(line=row.line, column="code")
    return rows


def _row(line: int, record: dict[str, str | None]) -> BodyRow:
    cells = {column: (record[column] or "").strip() for column in COLUMNS}
    for column, text in cells.items():
        if not text or len(text) > LONGEST or _UNSEEN.search(text):
            raise BodyRowWrong(line=line, column=column)
    if not _CODE.match(cells["code"]):
        raise BodyRowWrong(line=line, column="code")
    office = cells["office_ko"].removesuffix("교육지원청")
    return BodyRow(line, cells["code"], cells["name_ko"], cells["name_en"], office)
