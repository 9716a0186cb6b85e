"""A document as one HTML page that needs nothing else: for screen readers and for keeping."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from hamkke.documents.tree import END, SIGNED_BY, Clause, Document, Table, cleaned

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hamkke.documents.tree import Block

STYLE: Final = (
    "body{max-width:44em;margin:3em auto;padding:0 1.5em;font:1rem/1.8 sans-serif;color:#1e2124;"
    "word-break:keep-all;overflow-wrap:anywhere}h1,.day,.subtitle{text-align:center}"
    "h2{font-size:1.05em;margin:2em 0 .4em}table{width:100%;border-collapse:collapse;margin:1em 0}"
    "caption{text-align:left;font-weight:700}td,th{border:1px solid #58616a;padding:.4em .6em;"
    "text-align:left;vertical-align:top}.level-3{margin-left:1.5em}"
    ".level-4{margin-left:3em}footer{color:#58616a;font-size:.85em}"
)


def to_html(document: Document) -> bytes:
    """This function will return the document as HTML in UTF-8."""
    return "".join(_parts(cleaned(document))).encode()


def _parts(tree: Document) -> Iterable[str]:
    yield '<!doctype html><html lang="ko"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width">'
    yield f"<title>{_text(tree.title)}</title>"
    yield f'<meta name="author" content="{_text(tree.author)}">'
    if tree.code:
        yield f'<meta name="keywords" content="{_text(tree.code)}">'
    yield f"<style>{STYLE}</style></head><body><main>"
    if tree.label:
        yield f"<p><strong>{_text(tree.label_note)}</strong></p>"
    if tree.number:
        yield f"<p>문서번호 {_text(tree.number)}</p>"
    if tree.approvals:
        said = [f"{each.name}\n{each.when}".strip() for each in tree.approvals]
        yield from _table("결재", [each.step for each in tree.approvals], [said])
    yield f"<h1>{_text(tree.title)}</h1>"
    if tree.subtitle:
        yield f'<p class="subtitle">{_text(tree.subtitle)}</p>'
    for place, block in enumerate(tree.blocks, start=1):
        yield from _block(block, end=END if place == len(tree.blocks) else "")
    yield f'<p class="day">{_text(tree.written_day)}</p>'
    if tree.signatures:
        signed = [[one.title, one.name, one.when] for one in tree.signatures]
        yield from _table("", SIGNED_BY, signed)
    yield "</main><footer>"
    yield from (f"<p>{_text(note)}</p>" for note in tree.notes)
    yield f"<p>{_text(tree.footer)}</p></footer></body></html>"


def _block(block: Block, *, end: str) -> Iterable[str]:
    tail = f"&emsp;{end}" if end else ""
    if isinstance(block, Table):
        yield from _table(block.caption, block.header, block.rows)
        yield f"<p>{tail}</p>" if tail else ""
    elif not isinstance(block, Clause):
        yield f"<p>{_text(block.text)}{tail}</p>"
    elif block.level > 1:
        yield f'<p class="level-{block.level}">{_text(block.label)} {_text(block.text)}{tail}</p>'
    else:
        yield f"<h2>{_text(block.label)}</h2>"
        yield f"<p>{_text(block.text)}{tail}</p>" if block.text or tail else ""


def _table(caption: str, header: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterable[str]:
    yield (
        f"<table><caption>{_text(caption)}</caption><thead><tr>"
        if caption
        else "<table><thead><tr>"
    )
    yield from (f'<th scope="col">{_text(each)}</th>' for each in header)
    yield "</tr></thead><tbody>"
    for row in rows:
        yield "<tr>" + "".join(f"<td>{_text(cell)}</td>" for cell in row) + "</tr>"
    yield "</tbody></table>"


def _text(said: str) -> str:
    return escape(said).replace("\n", "<br>")
