"""Tables as data, drawn by `web/components/table.html` with every role kept."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column heading; numbers stand to the right."""

    label: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: text, perhaps a link, perhaps drawn as a tag of that kind."""

    text: str
    href: str = ""
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """The row heading and the cells after it; `anchor` is the row's id."""

    header: Cell
    cells: tuple[Cell, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A captioned table; the first column holds the row headings.

    `compact`: every cell is short, so that two stand side by side on a phone.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption_shown: bool = False
    compact: bool = False

    @property
    def lines(self) -> list[tuple[Row, list[tuple[Column, Cell]]]]:
        """This function will pair every cell with its column."""
        return [(row, list(zip(self.columns[1:], row.cells, strict=True))) for row in self.rows]
