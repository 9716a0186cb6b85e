"""What a file is, told by its bytes."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from hamkke.files.errors import (
    ArchiveSuspicious,
    FileEmpty,
    FileRefused,
    FileTooBig,
    KindNotAllowed,
    PictureBroken,
    PictureTooBig,
)
from hamkke.files.kinds import HWPX, LARGEST_FILE, check_file, clean_name

if TYPE_CHECKING:
    from collections.abc import Callable


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 20), *, place: bool = True) -> bytes:
    image = Image.new("RGB", size, "red")
    exif = image.getexif()
    if place:
        exif[0x0110] = "사진기"
        exif.get_ifd(0x8825)[1] = "N"
        exif[0x0112] = 6
    out = io.BytesIO()
    image.save(out, kind, exif=exif)
    return out.getvalue()


def archive(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as package:
        for name, data in entries.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else method
            package.writestr(name, data, compress_type=stored)
    return out.getvalue()


SHEET = archive({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"})
PACKAGE = archive({"mimetype": HWPX.encode(), "Contents/header.xml": b"<x/>"})


@pytest.mark.parametrize(
    ("name", "data", "media_type", "kept"),
    [
        ("등록증.pdf", b"%PDF-1.7\n...", "application/pdf", "등록증.pdf"),
        ("등록증.exe", b"%PDF-1.7\n...", "application/pdf", "등록증.pdf"),
        ("표.xlsx", SHEET, None, "표.xlsx"),
        ("공문.hwpx", PACKAGE, HWPX, "공문.hwpx"),
        ("명단.csv", "이름,반\n가,1\n".encode("cp949"), "text/csv", "명단.csv"),
        ("사진.JPEG", picture(), "image/jpeg", "사진.JPEG"),
        ("사진.png", picture("WEBP"), "image/webp", "사진.webp"),
    ],
)
def test_the_content_says_what_it_is(
    name: str, data: bytes, media_type: str | None, kept: str
) -> None:
    checked = check_file(name=name, data=data)
    assert checked.name == kept
    assert media_type in (None, checked.media_type)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_loses_place_and_camera(kind: str) -> None:
    data = check_file(name="사진", data=picture(kind)).data
    with Image.open(io.BytesIO(data)) as image:
        assert dict(image.getexif()) == {}
        assert "exif" not in image.info
        # it was turned upright before the note on turning went
        assert image.size == (20, 40)


def test_hidden_text_of_a_picture_goes() -> None:
    assert b"secret" not in check_file(name="a.jpg", data=picture() + b"secret<script>").data


# Made when they are needed: some are large, and what an archive holds depends on the time.
REFUSED: dict[str, tuple[Callable[[], bytes], type[FileRefused]]] = {
    "빈.pdf": (lambda: b"", FileEmpty),
    "큰.pdf": (lambda: b"%PDF-" + b"0" * LARGEST_FILE, FileTooBig),
    "프로그램.pdf": (lambda: b"MZ\x90\x00" * 9, KindNotAllowed),
    "페이지.csv": (lambda: b"a\x00b", KindNotAllowed),
    "글.html": (lambda: b"<script>alert(1)</script>", KindNotAllowed),
    "그림.svg": (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", KindNotAllowed),
    "압축.zip": (lambda: archive({"a.txt": b"a"}), KindNotAllowed),
    "깨진.xlsx": (lambda: SHEET[:40], KindNotAllowed),
    "매크로.xlsx": (
        lambda: archive(
            {"[Content_Types].xml": b"", "xl/workbook.xml": b"", "xl/vbaProject.bin": b""}
        ),
        KindNotAllowed,
    ),
    "폭탄.xlsx": (lambda: archive({"xl/workbook.xml": b"0" * 201_000_000}), ArchiveSuspicious),
    "깨진.jpg": (lambda: picture()[:200], PictureBroken),
    "넓은.png": (lambda: picture("PNG", (9000, 5000), place=False), PictureTooBig),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_says_so(name: str) -> None:
    make, refusal = REFUSED[name]
    with pytest.raises(refusal) as caught:
        check_file(name=name, data=make())
    assert name.partition(".")[0] in caught.value.message


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_a_clean_name_misleads_nobody(name: str) -> None:
    clean = clean_name(name)
    assert 0 < len(clean) <= 120
    assert not set(clean) & set("/\\\n\r\x00\u202e")


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from([b"", b"%PDF-", b"PK\x03\x04", b"\xff\xd8\xff", b"RIFF    WEBP"]), st.binary()
)
def test_any_bytes_are_kept_or_refused(start: bytes, rest: bytes) -> None:
    with suppress(FileRefused):
        assert check_file(name="a.csv", data=start + rest).data
