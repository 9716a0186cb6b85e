"""The files are opened again by other readers and hold what the tree holds."""

from __future__ import annotations

import io
import zipfile

import pytest
from bs4 import BeautifulSoup
from hwpx import HwpxDocument
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from hamkke.documents.html import to_html
from hamkke.documents.hwpx import to_hwpx
from hamkke.documents.pdf import to_pdf, to_pictures
from hamkke.documents.rendering import MEDIA_TYPES, document_file, render
from hamkke.documents.tree import Approver
from tests.hamkke.documents.conftest import CODE, Make

# Reading order of what everybody must find; HWPX and HTML separate cells by their own means.
LINES = (
    "한빛교육협력특구 업무협약",
    "체험교육을 함께",
    "교육청과 한빛구는 다음과 같이 협약한다.",
    "제1조(재정)",
    "㉮ 교육ㆍ돌봄(漢字)을 1째로 정한다.",
    "① 한빛구는 금1,000,000원(금일백만원)을 편성한다.",
    "1. 목표와 예산",
    "가. 뷁, 쀍, 펲 선생님",
    "제2조(재정)",
    "협약 과제",
    "번호 과제 내용",
    "1 지역 특색사업 하천과 목공소 1",
    "끝.",
    "2025. 9. 27.",
    "서울특별시교육감 정한빛 2025. 9. 27. 14:03",
    "한빛구청장 유솔샘 2025. 9. 27. 14:10",
)


def _in_order(text: str) -> None:
    plain = "".join(text.split())
    place = 0
    for line in LINES:
        folded = "".join(line.split())
        place = plain.find(folded, place)
        assert place >= 0, line
        place += len(folded)


def test_pdf(make: Make) -> None:
    reader = PdfReader(io.BytesIO(to_pdf(make())))
    _in_order("\n".join(page.extract_text() for page in reader.pages))
    catalog = reader.root_object
    assert str(catalog["/Lang"]).startswith("ko")
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "한빛교육협력특구 업무협약"
    assert reader.metadata.author == "서울특별시교육청"
    assert reader.metadata["/Keywords"] == CODE
    assert "<pdfuaid:part>1</pdfuaid:part>" in catalog["/Metadata"].get_data().decode()


def test_pdf_is_tagged_and_carries_its_fonts(make: Make) -> None:
    reader = PdfReader(io.BytesIO(to_pdf(make())))
    kinds = {
        str(found["/S"])
        for found in (entry.get_object() for entry in _objects(reader))
        if isinstance(found, DictionaryObject) and "/S" in found and "/P" in found
    }
    assert {"/H1", "/H2", "/P", "/Table", "/TH", "/TD"} <= kinds
    fonts = [
        font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()
    ]
    for font in fonts:
        described = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert "NotoS" in str(described["/FontName"])
        assert "/FontFile3" in described or "/FontFile2" in described


def _objects(reader: PdfReader) -> list[DictionaryObject]:
    return [reader.get_object(number) for number in range(1, int(reader.trailer["/Size"]))]


def test_pages_are_numbered(make: Make) -> None:
    reader = PdfReader(io.BytesIO(to_pdf(make(40))))
    assert len(reader.pages) > 3
    for number, page in enumerate(reader.pages, start=1):
        assert f"검증 코드 {CODE} - {number} -" in page.extract_text()


def test_hwpx(make: Make) -> None:
    data = to_hwpx(make())
    document = HwpxDocument.open(data)
    _in_order(document.text.plain())
    assert document.validate().issues == ()
    tables = [table for paragraph in document.paragraphs for table in paragraph.tables]
    assert [(len(each.rows), len(each.rows[0].cells)) for each in tables] == [(4, 3), (3, 3)]
    assert tables[0].cell(1, 2).text.split() == ["하천과", "목공소", "1", "둘째", "줄"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist()[0] == "mimetype"
        assert archive.read("mimetype") == MEDIA_TYPES["hwpx"].encode()
        told = archive.read("Contents/content.hpf").decode()
        section = archive.read("Contents/section0.xml").decode()
    assert "<opf:title>한빛교육협력특구 업무협약</opf:title>" in told
    assert f'name="keyword" content="text">{CODE}<' in told
    assert f"검증 코드 {CODE}" in section
    assert 'numType="PAGE"' in section
    assert "2025-09-27" in told


def test_html(make: Make) -> None:
    page = BeautifulSoup(to_html(make()), "lxml")
    _in_order(page.get_text(" "))
    assert page.html is not None
    assert page.html["lang"] == "ko"
    assert page.title is not None
    assert page.title.text == "한빛교육협력특구 업무협약"
    assert [each.name for each in page.find_all(["h1", "h2"])] == ["h1", "h2", "h2"]
    assert len(page.find_all("th", scope="col")) == 6


@pytest.mark.parametrize("kind", list(MEDIA_TYPES))
def test_the_same_tree_is_the_same_file(make: Make, kind: str) -> None:
    first = render(make(), kind)
    render.cache_clear()
    assert render(make(), kind) == first


def test_a_draft_says_so(make: Make) -> None:
    draft = make(
        label="초안",
        code="",
        number="체험교육과-1234",
        approvals=(Approver("기안"), Approver("결재", "김하나", "2025. 9. 20.")),
    )
    pdf = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(to_pdf(draft))).pages)
    for text in (pdf, HwpxDocument.open(to_hwpx(draft)).text.plain(), to_html(draft).decode()):
        for said in ("체험교육과-1234", "기안", "결재", "김하나"):
            assert said in text
    note = "초안 · 서명한 문서가 아닙니다"
    assert note in pdf
    assert note in to_html(draft).decode()
    with zipfile.ZipFile(io.BytesIO(to_hwpx(draft))) as archive:
        assert note in archive.read("Contents/section0.xml").decode()
    assert document_file(draft, "pdf").name == "한빛교육협력특구 업무협약 (초안).pdf"


def test_pages_as_pictures(make: Make) -> None:
    pictures = to_pictures(make())
    assert pictures
    assert all(each.startswith(b"\x89PNG") for each in pictures)
