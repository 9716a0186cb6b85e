"""The source tree of an official document: what HTML, PDF and HWPX are made from."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from hamkke.documents.writing import official_date, visible

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

END = "끝."
SIGNED_BY = ("직위", "성명", "서명")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with its official number; `level` 1 제1조, 2 ①, 3 1., 4 가.

    `name` is how other texts cite it, as 제3조 ② 1.
    """

    mark: str
    level: int
    heading: str
    text: str
    name: str = ""

    @property
    def label(self) -> str:
        """The number, with the heading in brackets where there is one."""
        return f"{self.mark}({self.heading})" if self.heading else self.mark


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text without a number."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row; `widths` are shares of the page's width."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


type Block = Clause | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Approver:
    """A column of the approval box (결재란): the step, who, when; empty until it is done."""

    step: str
    name: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature as the document ends with it: the office, who holds it, when it was signed."""

    title: str
    name: str
    when: str


@dataclass(frozen=True, slots=True)
class Document:
    """An official document.

    `label` is what a copy that is no original says of itself on every page, as 초안; `number` the
    issuing office's document number; `code` the verification code, which the footer and the
    metadata carry.
    """

    title: str
    author: str
    day: date
    blocks: tuple[Block, ...]
    subtitle: str = ""
    number: str = ""
    label: str = ""
    code: str = ""
    approvals: tuple[Approver, ...] = ()
    signatures: tuple[Signature, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def written_day(self) -> str:
        """The day as official documents write it."""
        return official_date(self.day)

    @property
    def footer(self) -> str:
        """What stands at the foot of every page beside its number."""
        return f"검증 코드 {self.code}" if self.code else ""

    @property
    def label_note(self) -> str:
        """What a copy that is no original says in a line."""
        return f"{self.label} · 서명한 문서가 아닙니다" if self.label else ""

    @property
    def has_end(self) -> bool:
        """Whether the last paragraph carries the 끝. by which an official text ends."""
        return bool(self.blocks)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the document's text with the name by which people find it."""

    name: str
    text: str


def cleaned[T](node: T) -> T:
    """This function will return the tree with every text as it may be shown: see `visible`."""
    if isinstance(node, str):
        return visible(node)  # type: ignore[return-value]
    if isinstance(node, tuple):
        return tuple(cleaned(each) for each in node)  # type: ignore[return-value]
    if is_dataclass(node) and not isinstance(node, type):
        changes: dict[str, Any] = {
            each.name: cleaned(getattr(node, each.name)) for each in fields(node)
        }
        return replace(node, **changes)
    return node


def pieces(document: Document) -> Iterator[Piece]:
    """This function will tell the text in its order: what every rendering must hold.

    Notes are left out: they speak about the document.
    """
    if document.number:
        yield Piece("문서번호", f"문서번호 {document.number}")
    if document.approvals:
        yield Piece("결재란", " ".join(each.step for each in document.approvals))
        said = (f"{each.name} {each.when}" for each in document.approvals)
        yield Piece("결재란", " ".join(said))
    yield Piece("이름", document.title)
    if document.subtitle:
        yield Piece("부제", document.subtitle)
    for block in document.blocks:
        yield from _pieces_of(block)
    if document.has_end:
        yield Piece(END, END)
    yield Piece("날짜", document.written_day)
    if document.signatures:
        yield Piece("서명", " ".join(SIGNED_BY))
    for one in document.signatures:
        yield Piece(f"{one.title} 서명", f"{one.title} {one.name} {one.when}")


def _pieces_of(block: Block) -> Iterator[Piece]:
    if isinstance(block, Clause):
        yield Piece(block.name or block.mark, f"{block.label} {block.text}")
    elif isinstance(block, Paragraph):
        yield Piece(block.text[:20], block.text)
    else:
        yield Piece(block.caption, f"{block.caption} {' '.join(block.header)}")
        for row in block.rows:
            yield Piece(f"{block.caption} {row[0]}", " ".join(row))
