"""Any bytes become text or a refusal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hamkke.news.errors import NotAPage, PageEmpty, PageTooBig, PageUnreadable, UnknownEncoding
from hamkke.news.pages.decode import LIMIT_BYTES, decode_page

KOREAN = "2025.12.11 (목)\n서울시교육청, 25개 구청과 ‘(가칭)서울교육협력특구’ 도약\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_reads_each_encoding_alike(encoding: str) -> None:
    assert decode_page(KOREAN.encode(encoding)) == KOREAN


def test_decomposed_hangul_is_composed() -> None:
    decomposed = unicodedata.normalize("NFD", KOREAN)
    assert decomposed != KOREAN
    assert decode_page(decomposed.encode()) == KOREAN


def test_line_ends_become_one_kind() -> None:
    assert decode_page("가\r\n나\r다\u2028라".encode()) == "가\n나\n다\n라"


@pytest.mark.parametrize("data", [b"", b" \n\t", b"\x00\x00", b"\xef\xbb\xbf"])
def test_nothing_to_read_is_refused(data: bytes) -> None:
    with pytest.raises(PageEmpty):
        decode_page(data)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"%PDF-1.7\n%abc", "PDF"),
        (b"PK\x03\x04rest", "ZIP, DOCX, HWPX"),
        (b"\xd0\xcf\x11\xe0rest", "HWP, DOC"),
        (b"\x89PNG\r\n", "PNG"),
        (bytes(range(256)) * 4, "이진 파일"),
        (b"a\x00bc" * 30, "이진 파일"),
        (b"\x01\x02\x03\x04" * 50, "이진 파일"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, found: str) -> None:
    with pytest.raises(NotAPage) as refused:
        decode_page(data)
    assert found in refused.value.message


def test_a_broken_file_says_where() -> None:
    data = KOREAN.encode() + b"\xff\xfe\xfd" + KOREAN.encode()
    with pytest.raises(UnknownEncoding) as refused:
        decode_page(data)
    assert str(len(KOREAN.encode()) + 1) in refused.value.message


def test_fifty_megabytes_are_refused_with_the_limit() -> None:
    with pytest.raises(PageTooBig) as refused:
        decode_page(b"a" * 50_000_000)
    assert "50 MB" in refused.value.message
    assert f"{LIMIT_BYTES // 1_000_000} MB" in refused.value.message


@given(st.binary(max_size=400))
@example(b"\xff\xfe\x00")
@example(b"\xff\xfe\x00\xd8")
@example(b"\xfe\xff\xd8\x00")
def test_any_bytes_give_text_or_a_refusal(data: bytes) -> None:
    try:
        text = decode_page(data)
    except PageUnreadable as refusal:
        assert refusal.message  # noqa: PT017 - either outcome is right
    else:
        assert "\x00" not in text
        assert unicodedata.is_normalized("NFC", text)
