"""One document in the formats that people take away."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hamkke.documents.tree import Document

PDF, HWPX, HTML = "pdf", "hwpx", "html"
MEDIA_TYPES: Final = {
    PDF: "application/pdf",
    HWPX: "application/hwp+zip",
    HTML: "text/html; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """A document as a file: its name, kind and bytes."""

    name: str
    media_type: str
    data: bytes


def document_file(document: Document, kind: str) -> DocumentFile:
    """This function will render a document under its title; the same bytes for the same tree."""
    mark = f" ({document.label})" if document.label else ""
    return DocumentFile(
        name=f"{document.title}{mark}.{kind}",
        media_type=MEDIA_TYPES[kind],
        data=render(document, kind),
    )


@lru_cache(maxsize=64)
def render(document: Document, kind: str) -> bytes:
    """This function will return the document's bytes, kept for who asks next."""
    if kind == PDF:
        from hamkke.documents.pdf import to_pdf  # noqa: PLC0415 - one format is needed

        return to_pdf(document)
    if kind == HWPX:
        from hamkke.documents.hwpx import to_hwpx  # noqa: PLC0415 - one format is needed

        return to_hwpx(document)
    from hamkke.documents.html import to_html  # noqa: PLC0415 - one format is needed

    return to_html(document)
