"""Whatever a clause says comes out as text, in every format."""

from __future__ import annotations

import io

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hamkke.documents.comparing import differences
from hamkke.documents.extract import answer
from hamkke.documents.html import to_html
from hamkke.documents.hwpx import to_hwpx
from hamkke.documents.pdf import drawn, to_pdf
from hamkke.documents.tree import Clause, Document, Table
from tests.hamkke.documents.conftest import build

TEXTS = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    '#import "x.typ": * #eval("1") #panic() `raw` ```py``` $x^2$ *굵게* _기울게_ = 제목',
    '#let a = sys.inputs; #read("/etc/passwd") \\ @label <label> // 주석 /* */ - 1. + ~ --- ...',
    "&amp; &lt; &#x41; <!DOCTYPE a [<!ENTITY b 'c'>]> &b; ]]> <![CDATA[x]]>",
    "\x00\x01\x08\x0b\x1f\x7f\x85 \ud800\udfff \ufffe\uffff",
    "금1\u202e000,000\u202c원 \u2066\u200f\u061c",
    "A" * 10_240,
    "😀 ａｂｃ é ע ไทย 𠀀 \ue000",
    'id="123456789" idRef="123456789"',
)
LETTERS = st.text(
    st.characters(exclude_categories=[]) | st.sampled_from("#$`*_<>&\"'\\@=~-/[]{}\n\u202e"),
    max_size=60,
)


def _document(text: str) -> Document:
    clauses = (Clause("제1조", 1, text[:100], "", "제1조"), Clause("①", 2, "", text, "제1조 ①"))
    table = Table("표", ("가", "나"), ((text[:600], "칸"),), (1, 1))
    return build(0, blocks=(*clauses, table), title=text[:80] or "제목")


def _holds_as_text(text: str) -> None:
    document = _document(text)
    pdf = answer(to_pdf(document))
    assert differences(document, pdf["text"], shown=drawn) == ()
    assert differences(document, answer(to_hwpx(document))["text"]) == ()
    page = BeautifulSoup(to_html(document), "lxml")
    assert page.main is not None
    assert differences(document, page.main.get_text()) == ()
    assert page.find(["script", "img"]) is None


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_hostile_text(text: str) -> None:
    _holds_as_text(text)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LETTERS)
def test_any_text(text: str) -> None:
    _holds_as_text(text)


def test_a_word_without_end_stays_on_its_page() -> None:
    from PIL import Image

    from hamkke.documents.pdf import to_pictures

    for picture in to_pictures(_document("A" * 2_000)):
        page = Image.open(io.BytesIO(picture)).convert("L")
        edge = page.crop((page.width * 92 // 100, 0, page.width, page.height))
        assert edge.getextrema() == (255, 255)
