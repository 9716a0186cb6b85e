"""Files that anybody may send: read in a process of its own, refused in a sentence."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from hamkke.documents import errors, extract, reading
from hamkke.documents.hwpx import to_hwpx
from hamkke.documents.pdf import to_pdf
from hamkke.documents.reading import LARGEST_FILE, read_file
from tests.hamkke.documents.conftest import CODE, build

if TYPE_CHECKING:
    from pathlib import Path


def _locked() -> bytes:
    writer, out = PdfWriter(clone_from=PdfReader(io.BytesIO(to_pdf(build())))), io.BytesIO()
    writer.encrypt("비밀", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def _pictures() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(out, "PDF")
    return out.getvalue()


def _packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", part)
    return out.getvalue()


def _bomb() -> bytes:
    return _packed(Contents__section0=b"<a>" + b" " * (extract.LARGEST_PART + 1) + b"</a>")


def _entities() -> bytes:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return _packed(
        Contents__section0=f'<!DOCTYPE a [<!ENTITY l0 "ㅋㅋ">{lol}]><a>&l11;</a>'.encode()
    )


def _locked_hwpx() -> bytes:
    return _packed(
        Contents__section0=b"<a/>",
        **{"META-INF__manifest": b"<a><encryption-data/></a>"},
    )


@pytest.mark.parametrize(
    ("made", "refusal"),
    [
        (_locked, errors.FileEncrypted),
        (_locked_hwpx, errors.FileEncrypted),
        (_pictures, errors.NothingWritten),
        (_bomb, errors.FileSuspicious),
        (_entities, errors.FileUnreadable),
        (lambda: _packed(word__document=b"<a/>"), errors.NoDocument),
        (lambda: b"PK\x03\x04" + b"x" * 100, errors.FileBroken),
        (lambda: to_pdf(build())[:300], errors.FileUnreadable),
        (lambda: b"\xd0\xcf\x11\xe0" + b"x" * 600, errors.OldHwp),
        ("협약 전문".encode, errors.NoDocument),
    ],
    ids=range(10),
)
def test_refused(made: object, refusal: type[errors.FileUnreadable]) -> None:
    assert callable(made)
    told = extract.answer(made())
    assert issubclass(getattr(errors, told["refused"]), refusal)


def test_another_process_reads() -> None:
    for data, kind in ((to_pdf(build()), "pdf"), (to_hwpx(build()), "hwpx")):
        found = read_file(data)
        assert found.kind == kind
        assert found.codes == (CODE,)
        assert "금1,000,000원(금일백만원)" in found.text


def test_a_refusal_comes_through() -> None:
    with pytest.raises(errors.NoDocument) as refused:
        read_file(b"no document")
    assert "PDF나 HWPX 문서가 아닙니다" in refused.value.message


def test_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_extracted", lambda _data: pytest.fail("read"))
    with pytest.raises(errors.FileTooLarge):
        read_file(b"%PDF-" + bytes(LARGEST_FILE))


def test_a_reader_that_does_not_end_is_ended(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asleep = tmp_path / "asleep"
    asleep.write_text("#!/bin/sh\nexec sleep 60\n")
    asleep.chmod(0o700)
    monkeypatch.setattr(reading, "PATIENCE", 0.2)
    monkeypatch.setattr(reading.sys, "executable", str(asleep))
    with pytest.raises(errors.FileSuspicious):
        read_file(b"%PDF-")


def test_only_so_many_are_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PATIENCE", 0.05)
    with reading._turns, reading._turns, pytest.raises(errors.TooMany):
        read_file(b"%PDF-")


def test_codes_stand_in_the_metadata_too() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(to_pdf(build(code="", notes=())))))
    writer.add_metadata({"/Keywords": CODE})
    out = io.BytesIO()
    writer.write(out)
    assert read_file(out.getvalue()).codes == (CODE,)
