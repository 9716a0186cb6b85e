"""The characters of a CSV file, as offices and spreadsheets write them."""

from __future__ import annotations

import unicodedata


def decode_table(data: bytes) -> str | None:
    """This function will return the text in NFC, or None: UTF-8, CP949, UTF-16 with its mark."""
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp949")
    for encoding in encodings:
        try:
            return unicodedata.normalize("NFC", data.decode(encoding))
        except UnicodeDecodeError:
            continue
    return None
