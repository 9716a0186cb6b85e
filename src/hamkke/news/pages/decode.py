"""From the bytes of a saved page to its characters."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from django.utils.translation import gettext_lazy as _

from hamkke.news.errors import NotAPage, PageEmpty, PageTooBig, UnknownEncoding

MEGABYTE: Final = 1_000_000
LIMIT_BYTES: Final = 20 * MEGABYTE

_SIGNATURES: Final = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP, DOCX, HWPX"),
    (b"\xd0\xcf\x11\xe0", "HWP, DOC"),
    (b"\x89PNG", "PNG"),
    (b"GIF8", "GIF"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x1f\x8b", "GZIP"),
    (b"\x7fELF", "ELF"),
    (b"MZ", "EXE"),
)
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufeff\ufffe\uffff]")
_LINE_ENDS: Final = re.compile(r"\r\n?|[\f\x85\u2028\u2029]")
_HIGHEST_CONTROL_SHARE: Final = 0.01
_KOREAN_TEXT: Final = re.compile(
    r"[\t\r\n -~\xa0-\xff\u2000-\u206f\u2100-\u214f\u3000-\u303f가-힣]"
)
_LOWEST_KOREAN_SHARE: Final = 0.9


def decode_page(data: bytes) -> str:
    """This function will return the text of a saved page, whatever its encoding.

    UTF-8 (with or without a mark), UTF-16 and CP949 are told apart by their bytes, not by what
    the page claims: saved pages often claim the encoding they had before they were saved.
    Lines end in LF, Hangul is NFC, control characters are left out.

    Raises PageTooBig, PageEmpty, NotAPage or UnknownEncoding.
    """
    check_size(len(data))
    if not data.strip(b" \t\r\n\x00"):
        raise PageEmpty
    for signature, found in _SIGNATURES:
        if data.startswith(signature) and not (signature == b"MZ" and b"\x00" not in data):
            raise NotAPage(found=found)
    text = _decode(data)
    cleaned = _CONTROLS.sub("", text)
    if len(text) - len(cleaned) > max(8, len(text) * _HIGHEST_CONTROL_SHARE):
        raise NotAPage(found=_("이진 파일"))
    cleaned = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", cleaned))
    if not cleaned.strip():
        raise PageEmpty
    return cleaned


def check_size(size: int) -> None:
    """This function will refuse a file of `size` bytes that is too big, before anybody reads it."""
    if size > LIMIT_BYTES:
        raise PageTooBig(megabytes=-(-size // MEGABYTE), limit=LIMIT_BYTES // MEGABYTE)


def _decode(data: bytes) -> str:
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _strict(data, encoding)
    if b"\x00" in data:
        return _strict(data, _unmarked_utf_16(data))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as utf8_error:
        try:
            return data.decode("cp949")
        except UnicodeDecodeError as cp949_error:
            # The encoding that came further is the one the file was meant to be in.
            offset = max(utf8_error.start, cp949_error.start) + 1
            raise UnknownEncoding(offset=offset) from None


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnknownEncoding(offset=error.start + 1) from None


def _unmarked_utf_16(data: bytes) -> str:
    """This function will name the byte order of UTF-16 without a mark, or refuse a binary file.

    The right order gives characters of Korean text; the wrong one, or a program, gives others.
    """
    for encoding in ("utf-16-le", "utf-16-be"):
        text = data.decode(encoding, "replace")
        if len(_KOREAN_TEXT.findall(text)) >= len(text) * _LOWEST_KOREAN_SHARE:
            return encoding
    raise NotAPage(found=_("이진 파일"))
