"""A document as HWPX, by python-hwpx: what Hangul opens and offices of education work with."""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from hamkke.documents.tree import END, SIGNED_BY, Clause, Document, Table, cleaned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hwpx import HwpxDocument

    from hamkke.documents.tree import Block

SANS, SERIF = "함초롬돋움", "함초롬바탕"
# The ZIP format's first day: a document's bytes do not tell when it was made.
FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
DECLARATION: Final = b'<?xml version="1.0" encoding="UTF-8" standalone="yes" ?>'
NUMBERED: Final = ("id", "idRef", "instid")
# The library's own numbers that mean something are short, drawn ones fill 32 bits.
DRAWN_DIGITS, FIRST_NUMBER = 5, 1_000_001
MARGINS: Final = {"left": 22, "right": 22, "top": 20, "bottom": 15, "header": 10, "footer": 10}
INDENT: Final = 5
# 166 mm in Hangul's unit, a 7200th of an inch.
TEXT_WIDTH: Final = 47_056
TITLE, HEADING, BODY, CENTER, SMALL = "title", "heading", "body", "center", "small"
SHAPES: Final[dict[str, dict[str, Any]]] = {
    TITLE: {"alignment": "CENTER", "line_spacing_percent": 140, "spacing_before_pt": 24},
    HEADING: {"line_spacing_percent": 160, "spacing_before_pt": 10, "keep_with_next": True},
    BODY: {"alignment": "JUSTIFY", "line_spacing_percent": 160, "spacing_after_pt": 3},
    CENTER: {"alignment": "CENTER", "line_spacing_percent": 160, "spacing_before_pt": 12},
    SMALL: {"line_spacing_percent": 150},
}


def to_hwpx(document: Document) -> bytes:
    """This function will return the document as HWPX, the same bytes for the same tree."""
    tree = cleaned(document)
    writer = _Writer()
    writer.write(tree)
    return _repacked(writer.finished(tree))


class _Writer:
    """Lays a tree out in an empty HWPX document."""

    def __init__(self) -> None:
        from hwpx import HwpxDocument  # noqa: PLC0415 - with lxml, and only documents need it

        self.hwpx: HwpxDocument = HwpxDocument.new()
        run = self.hwpx.styles.ensure_run
        self.runs = {
            TITLE: run(font=SANS, size=20, bold=True),
            HEADING: run(font=SANS, size=11.5, bold=True),
            BODY: run(font=SERIF, size=11),
            CENTER: run(font=SANS, size=12),
            SMALL: run(font=SANS, size=9, color="#58616A"),
        }
        self.shaped: dict[tuple[str, int], list[Any]] = defaultdict(list)
        self.is_new = True

    def write(self, tree: Document) -> None:
        """This function will write the parts of the document in their order."""
        self.page(tree)
        if tree.number:
            self.line(f"문서번호 {tree.number}", SMALL)
        if tree.approvals:
            said = [f"{each.name}\n{each.when}".strip() for each in tree.approvals]
            self.table([each.step for each in tree.approvals], [said])
        self.line(tree.title, TITLE)
        if tree.subtitle:
            self.line(tree.subtitle, CENTER)
        for place, block in enumerate(tree.blocks, start=1):
            self.block(block, end=f"  {END}" if place == len(tree.blocks) else "")
        self.line(tree.written_day, CENTER)
        if tree.signatures:
            rows = [[one.title, one.name, one.when] for one in tree.signatures]
            self.table(SIGNED_BY, rows)
        for note in tree.notes:
            self.line(note, SMALL)

    def page(self, tree: Document) -> None:
        """This function will set the page, and what stands at its head and foot."""
        self.hwpx.page.setup(paper_size="A4", margins_mm=MARGINS)
        prefix = f"{tree.footer}   - " if tree.footer else "- "
        self.hwpx.page.set_page_number(prefix=prefix, suffix=" -")
        if tree.label:
            self.hwpx.page.set_header(text=tree.label_note)

    def block(self, block: Block, *, end: str) -> None:
        """This function will write one block of the text."""
        if isinstance(block, Table):
            self.line(block.caption, HEADING)
            self.table(block.header, block.rows, block.widths)
            if end:
                self.line(end, BODY)
        elif not isinstance(block, Clause):
            self.line(f"{block.text}{end}", BODY)
        elif block.level > 1:
            text = f"{block.label} {block.text}{end}"
            self.line(text, BODY, indent=(block.level - 2) * INDENT)
        else:
            self.line(block.label, HEADING)
            if block.text or end:
                self.line(f"{block.text}{end}", BODY)

    def line(self, text: str, shape: str, *, indent: int = 0) -> None:
        """This function will write a paragraph; a line end in it stays one."""
        if self.is_new:
            paragraph = self.hwpx.paragraphs[0]
            paragraph.text = text
            paragraph.char_pr_id_ref = self.runs[shape]
            self.is_new = False
        else:
            paragraph = self.hwpx.add_paragraph(
                text, style_id_ref=0, para_pr_id_ref=0, char_pr_id_ref=self.runs[shape]
            )
        self.shaped[shape, indent].append(paragraph)

    def table(
        self,
        header: Sequence[str],
        rows: Sequence[Sequence[str]],
        widths: Sequence[int] = (),
    ) -> None:
        """This function will write a table with a shaded first row."""
        self.is_new = False
        table = self.hwpx.add_table(len(rows) + 1, len(header), width=TEXT_WIDTH)
        if widths:
            table.set_column_widths(widths)
        # Cell by cell from its row: the table's own look-up walks the whole grid for each.
        for row, said in zip(table.rows, [header, *rows], strict=True):
            for cell, text in zip(row.cells, said, strict=True):
                cell.set_text(text)
        for place in range(len(header)):
            table.set_cell_shading(0, place, "#F4F5F6")

    def finished(self, tree: Document) -> bytes:
        """This function will shape the paragraphs, tell the metadata and pack."""
        for (shape, indent), paragraphs in self.shaped.items():
            self.hwpx.styles.apply_paragraph_format(
                paragraphs=paragraphs, indent_left_mm=indent, **SHAPES[shape]
            )
        day = f"{tree.day.isoformat()}T00:00:00Z"
        self.hwpx.parts.clear_document_metadata(timestamp=day)
        self.hwpx.parts.set_document_metadata(
            title=tree.title,
            creator=tree.author,
            subject=tree.subtitle or tree.title,
            keyword=tree.code,
            created_date=day,
            modified_date=day,
        )
        return self.hwpx.to_bytes()


def _repacked(data: bytes) -> bytes:
    """This function will pack the same entries without the day and the dice of their making."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.infolist():
            told = zipfile.ZipInfo(entry.filename, FIRST_DAY)
            told.compress_type = entry.compress_type
            part = source.read(entry)
            is_section = entry.filename.startswith("Contents/section")
            target.writestr(told, _renumbered(part) if is_section else part)
    return out.getvalue()


def _renumbered(part: bytes) -> bytes:
    """This function will give elements numbers in their order for those that the library draws."""
    from lxml import etree  # noqa: PLC0415 - with python-hwpx

    root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, huge_tree=True))
    numbers: dict[str, str] = {}
    for element in root.iter(etree.Element):
        for name in NUMBERED:
            drawn = element.get(name, "")
            if len(drawn) >= DRAWN_DIGITS:
                number = numbers.setdefault(drawn, str(FIRST_NUMBER + len(numbers)))
                element.set(name, number)
    return DECLARATION + etree.tostring(root, encoding="UTF-8", xml_declaration=False)
