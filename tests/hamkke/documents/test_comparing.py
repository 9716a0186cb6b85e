"""A file against the document: what is the same, and which clause is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hamkke.documents.comparing import Difference, differences
from hamkke.documents.extract import answer
from hamkke.documents.hwpx import to_hwpx
from hamkke.documents.pdf import drawn, to_pdf
from hamkke.documents.tree import Clause, Document
from tests.hamkke.documents.conftest import Make


def _compared(document: Document, other: Document, kind: str) -> tuple[Difference, ...]:
    if kind == "pdf":
        return differences(document, answer(to_pdf(other))["text"], shown=drawn)
    return differences(document, answer(to_hwpx(other))["text"])


def _changed(document: Document, old: str, new: str) -> Document:
    return replace(
        document,
        blocks=tuple(
            replace(block, text=block.text.replace(old, new))
            if isinstance(block, Clause)
            else block
            for block in document.blocks
        ),
    )


@pytest.mark.parametrize("kind", ["pdf", "hwpx"])
def test_many_pages_hold_every_letter(make: Make, kind: str) -> None:
    document = make(40)
    assert _compared(document, document, kind) == ()


@pytest.mark.parametrize("kind", ["pdf", "hwpx"])
def test_one_amount(make: Make, kind: str) -> None:
    document = make(9)
    (found,) = _compared(document, _changed(document, "금7,000,000원", "금9,000,000원"), kind)
    assert found.name == "제7조 ①"
    assert "금7,000,000원(금칠백만원)을 편성한다." in found.before
    assert "금9,000,000원(금칠백만원)을 편성한다." in found.after


def test_clauses_taken_out_put_in_and_changed_places(make: Make) -> None:
    document = make(6)
    blocks = list(document.blocks)
    put_in = Clause("⑦", 2, "", "슬쩍 끼운 조항이다.")
    gone = blocks.pop(14)
    blocks.insert(6, put_in)
    blocks[1], blocks[17] = blocks[17], blocks[1]
    found = differences(document, answer(to_hwpx(replace(document, blocks=tuple(blocks))))["text"])
    assert isinstance(gone, Clause)
    assert Difference(gone.name, f"{gone.label} {gone.text}", "") in found
    assert Difference("", "", "⑦ 슬쩍 끼운 조항이다.") in found
    assert any("1째로" in one.before for one in found)


def test_a_signer_who_is_another(make: Make) -> None:
    document = make()
    signatures = (replace(document.signatures[0], name="홍길동"), document.signatures[1])
    (found,) = _compared(document, replace(document, signatures=signatures), "pdf")
    assert found.name == "서울특별시교육감 서명"


def test_a_text_of_another_kind_ends_soon(make: Make) -> None:
    found = differences(make(30), "가나다라 " * 50_000)
    assert 0 < len(found) <= 60


def test_nothing_written_but_the_end(make: Make) -> None:
    (first, *_) = differences(make(), "끝.")
    assert first.after == ""
