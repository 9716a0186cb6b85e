"""A document with everything that official documents have."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from hamkke.documents.codes import code_of
from hamkke.documents.tree import Block, Clause, Document, Paragraph, Signature, Table
from hamkke.documents.writing import official_money

CODE = code_of("7c" * 32)
type Make = Callable[..., Document]


def blocks(articles: int) -> tuple[Block, ...]:
    found: list[Block] = [Paragraph("교육청과 한빛구는 다음과 같이 협약한다.")]
    for number in range(1, articles + 1):
        article = f"제{number}조"
        money = official_money(1_000_000 * number)
        found += [
            Clause(article, 1, "재정", f"㉮ 교육ㆍ돌봄(漢字)을 {number}째로 정한다.", article),
            Clause("①", 2, "", f"한빛구는 {money}을 편성한다.", f"{article} ①"),
            Clause("1.", 3, "", "목표와 예산", f"{article} ① 1."),
            Clause("가.", 4, "", "뷁, 쀍, 펲 선생님", f"{article} ① 1. 가."),
        ]
    rows = tuple((str(n), "지역 특색사업", f"하천과 목공소 {n}\n둘째 줄") for n in range(1, 4))
    return (*found, Table("협약 과제", ("번호", "과제", "내용"), rows, (1, 3, 7)))


def build(articles: int = 2, **changes: Any) -> Document:
    """This function will build the document, with some parts changed."""
    parts: dict[str, Any] = {
        "title": "한빛교육협력특구 업무협약",
        "subtitle": "체험교육을 함께",
        "author": "서울특별시교육청",
        "day": date(2025, 9, 27),
        "code": CODE,
        "blocks": blocks(articles),
        "signatures": (
            Signature("서울특별시교육감", "정한빛", "2025. 9. 27. 14:03"),
            Signature("한빛구청장", "유솔샘", "2025. 9. 27. 14:10"),
        ),
        "notes": ("확인하는 곳: http://localhost/agreements/verify/", f"검증 코드 {CODE}"),
    }
    return Document(**parts | changes)


@pytest.fixture
def make() -> Make:
    """Builds the document."""
    return build
