"""A document as PDF/UA-1, by typst: tagged, its fonts in it, the same bytes for the same tree."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from hamkke.documents.tree import END, SIGNED_BY, Clause, Document, Table, cleaned
from hamkke.documents.writing import coded

if TYPE_CHECKING:
    import typst

    from hamkke.documents.tree import Block

TEMPLATE: Final = Path(__file__).with_name("official.typ")
# A run without a place to break would leave the page; Hangul breaks anywhere.
LONG_RUN: Final = re.compile(r"[^\s가-힣]{24}(?=[^\s가-힣])")
BREAK: Final = "\u200b"
DRAWING: Final = 110


def to_pdf(document: Document) -> bytes:
    """This function will return the document as PDF/UA-1.

    A character that the fonts lack stands as its number, for PDF/UA allows no empty box.
    """
    found = _compiler(document).compile(
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=datetime.combine(document.day, time(), UTC),
    )
    return _only(found)


def to_pictures(document: Document) -> list[bytes]:
    """This function will return the pages of the PDF as PNG, to be looked at."""
    found = _compiler(document).compile(format="png", ppi=DRAWING)
    return found if isinstance(found, list) else [_only(found)]


def drawn(text: str) -> str:
    """This function will return a text as the PDF shows it, missing characters by their number."""
    known = _drawable()
    return "".join(one if one in known else coded(one) for one in text)


def _only(found: bytes | list[bytes] | None) -> bytes:
    if not isinstance(found, bytes):
        raise TypeError(found)
    return found


def _compiler(document: Document) -> typst.Compiler:
    import typst  # noqa: PLC0415 - 32 MB that only documents need

    return typst.Compiler(
        input=TEMPLATE.read_bytes(),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(_told(document), ensure_ascii=False)},
    )


@cache
def _fonts() -> typst.Fonts:
    import pylopdf_fonts_ko  # noqa: PLC0415 - with typst
    import typst  # noqa: PLC0415

    folder = pylopdf_fonts_ko.serif_path().parent
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    )


@cache
def _drawable() -> frozenset[str]:
    import pylopdf_fonts_ko  # noqa: PLC0415 - with typst
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    known = {"\n"}
    for path in (pylopdf_fonts_ko.serif_path(), pylopdf_fonts_ko.sans_path()):
        with TTFont(path, lazy=True) as font:
            known |= {chr(number) for number in font.getBestCmap()}
    return frozenset(known)


def _told(document: Document) -> dict[str, Any]:
    """This function will lay the tree out as the template reads it."""
    tree = cleaned(document)
    last = len(tree.blocks) - 1
    said: dict[str, Any] = {
        "title": tree.title,
        "description": tree.subtitle or tree.title,
        "subtitle": tree.subtitle,
        "author": tree.author,
        "number": tree.number,
        "code": tree.code,
        "label": tree.label,
        "label_note": tree.label_note,
        "footer": tree.footer,
        "day": tree.written_day,
        "end": END if tree.has_end else "",
        "approvals": [
            {"step": each.step, "said": f"{each.name}\n{each.when}".strip()}
            for each in tree.approvals
        ],
        "signed_by": list(SIGNED_BY),
        "signatures": [asdict(each) for each in tree.signatures],
        "blocks": [_block(block) | {"last": at == last} for at, block in enumerate(tree.blocks)],
    }
    told: dict[str, Any] = _fitted(said)
    # An address in a note is copied: it stays in one piece.
    return told | {"notes": [drawn(note) for note in tree.notes]}


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Clause):
        return {
            "kind": "clause",
            "level": block.level,
            "label": block.label,
            "text": block.text,
        }
    if isinstance(block, Table):
        return {"kind": "table", **asdict(block)}
    return {"kind": "paragraph", "text": block.text}


def _fitted(node: Any) -> Any:
    """This function will make every text drawable and breakable."""
    if isinstance(node, str):
        return LONG_RUN.sub(lambda run: run[0] + BREAK, drawn(node))
    if isinstance(node, dict):
        return {key: _fitted(each) for key, each in node.items()}
    if isinstance(node, list | tuple):
        return [_fitted(each) for each in node]
    return node
