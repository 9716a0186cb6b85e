"""What a file is, told by its content: the name proves nothing."""

from __future__ import annotations

import io
import unicodedata
import warnings
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from hamkke.files.errors import (
    ArchiveSuspicious,
    FileEmpty,
    FileTooBig,
    KindNotAllowed,
    PictureBroken,
    PictureTooBig,
)

LARGEST_FILE: Final = 20_000_000
LARGEST_PICTURE: Final = 40_000_000
LARGEST_UNPACKED: Final = 200_000_000
MOST_ENTRIES: Final = 5_000
LONGEST_NAME: Final = 120
_PICTURES: Final = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}
_SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HWPX: Final = "application/hwp+zip"
_SUFFIXES: Final = {
    "application/pdf": ".pdf",
    HWPX: ".hwpx",
    _SHEET: ".xlsx",
    "text/csv": ".csv",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
}


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file as it may be kept: its clean name, its true kind, its bytes."""

    name: str
    media_type: str
    data: bytes


def check_file(*, name: str, data: bytes) -> CheckedFile:
    """This function will tell what a file is and return it fit to keep.

    Pictures are drawn anew, so that place, camera and hidden content are gone. Documents are kept
    as they are: they are never unpacked here, only measured. Raises a FileRefused.
    """
    name = clean_name(name)
    if len(data) > LARGEST_FILE:
        raise FileTooBig(name=name, limit=LARGEST_FILE // 1_000_000)
    if not data:
        raise FileEmpty(name=name)
    if data.startswith(b"%PDF-"):
        media_type = "application/pdf"
    elif data.startswith(b"PK\x03\x04"):
        media_type = _kind_of_archive(name, data)
    elif _looks_like_picture(data):
        media_type, data = _drawn_anew(name, data)
    elif name.lower().endswith(".csv") and _is_text(data):
        media_type = "text/csv"
    else:
        raise KindNotAllowed(name=name)
    return CheckedFile(_named_after(name, media_type), media_type, data)


def clean_name(name: str) -> str:
    """This function will return a file name without folders and characters that mislead."""
    plain = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    kept = "".join(letter for letter in plain if unicodedata.category(letter)[0] not in "CZ")
    spaced = kept if " " not in plain else _with_spaces(plain)
    path = PurePosixPath(spaced.strip(" .") or "file")
    return f"{path.stem[: LONGEST_NAME - 10]}{path.suffix[:10]}"


def _with_spaces(plain: str) -> str:
    return "".join(
        letter for letter in plain if letter == " " or unicodedata.category(letter)[0] not in "CZ"
    )


def _named_after(name: str, media_type: str) -> str:
    suffix = _SUFFIXES[media_type]
    path = PurePosixPath(name)
    alike = {".jpeg"} if suffix == ".jpg" else set()
    return name if path.suffix.lower() in {suffix} | alike else f"{path.stem}{suffix}"


def _kind_of_archive(name: str, data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            unpacked = sum(entry.file_size for entry in entries)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise KindNotAllowed(name=name) from None
    if len(entries) > MOST_ENTRIES or unpacked > LARGEST_UNPACKED:
        raise ArchiveSuspicious(name=name)
    # An HWPX package starts with its own media type, stored as it is (OCF).
    if data[30:38] == b"mimetype" and data[38:].startswith(HWPX.encode()):
        return HWPX
    if {"[Content_Types].xml", "xl/workbook.xml"} <= names and not any(
        entry.endswith("vbaProject.bin") for entry in names
    ):
        return _SHEET
    raise KindNotAllowed(name=name)


def _looks_like_picture(data: bytes) -> bool:
    return data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (
        data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    )


def _drawn_anew(name: str, data: bytes) -> tuple[str, bytes]:
    """Draw the picture's points into a new file: nothing but them is kept."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=tuple(_PICTURES))
        if picture.width * picture.height > LARGEST_PICTURE:
            raise PictureTooBig(name=name, limit=LARGEST_PICTURE // 10_000)
        kind = str(picture.format)
        upright = ImageOps.exif_transpose(picture)
        if kind == "JPEG":
            plain = upright.convert("RGB")
        else:
            plain = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
        plain.info.clear()
        out = io.BytesIO()
        plain.save(out, kind, quality=90)
    except Image.DecompressionBombError:
        raise PictureTooBig(name=name, limit=LARGEST_PICTURE // 10_000) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise PictureBroken(name=name) from None
    return f"image/{kind.lower()}", out.getvalue()


def _is_text(data: bytes) -> bool:
    for encoding in ("utf-8-sig", "cp949"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return "\x00" not in text
    return False
