"""Read the text of a file that anybody may have made: run by `reading` as a process of its own.

It begins with limits on time and memory, knows no settings and no database, takes the file from
standard input and answers with JSON: `text`, its pages apart by form feeds, and `told`, what the
metadata say; or `refused`, the name of an error in `errors`.
"""

from __future__ import annotations

import io
import json
import resource
import sys
import zipfile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS: Final = 10
MEMORY: Final = 1_000_000_000
MOST_PAGES: Final = 400
MOST_TEXT: Final = 1_000_000
MOST_ENTRIES: Final = 2_000
LARGEST_PART: Final = 20_000_000
OLE: Final = b"\xd0\xcf\x11\xe0"
PAGE: Final = "\f"


class Refused(Exception):  # noqa: N818 - an answer, told by the name of its class in `errors`
    """The file cannot be read; the argument names why."""


def main() -> None:
    """This function will answer for the file on standard input."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    sys.stdout.write(json.dumps(answer(sys.stdin.buffer.read())))


def answer(data: bytes) -> dict[str, str]:
    """This function will return the text and what the metadata tell, or the refusal."""
    try:
        text, told = _read(data)
    except Refused as refused:
        return {"refused": str(refused)}
    except MemoryError:
        return {"refused": "FileSuspicious"}
    except Exception:  # noqa: BLE001 - a hostile file may raise anything in a reader
        return {"refused": "FileBroken"}
    if len(text) > MOST_TEXT:
        return {"refused": "FileSuspicious"}
    return {"text": text, "told": told} if text.strip() else {"refused": "NothingWritten"}


def _read(data: bytes) -> tuple[str, str]:
    if b"%PDF-" in data[:1024]:
        return _pdf(data)
    if data.startswith(b"PK\x03\x04"):
        return _hwpx(data)
    raise Refused("OldHwp" if data.startswith(OLE) else "NoDocument")


def _pdf(data: bytes) -> tuple[str, str]:
    from pypdf import PdfReader  # noqa: PLC0415 - one of two readers is needed

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        raise Refused("FileEncrypted")
    if len(reader.pages) > MOST_PAGES:
        raise Refused("FileSuspicious")
    told = " ".join(str(each) for each in (reader.metadata or {}).values())
    return PAGE.join(_bounded(page.extract_text() for page in reader.pages)), told


def _bounded(pages: Iterator[str]) -> Iterator[str]:
    total = 0
    for page in pages:
        total += len(page)
        if total > MOST_TEXT:
            raise Refused("FileSuspicious")
        yield page


def _hwpx(data: bytes) -> tuple[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        if len(entries) > MOST_ENTRIES:
            raise Refused("FileSuspicious")
        names = {entry.filename for entry in entries}
        sections = sorted(
            (name for name in names if name.startswith("Contents/section")),
            key=lambda name: (len(name), name),
        )
        if not sections:
            raise Refused("NoDocument")
        if "META-INF/manifest.xml" in names and b"encryption-data" in _part(
            archive, "META-INF/manifest.xml"
        ):
            raise Refused("FileEncrypted")
        told = (
            " ".join(_root(_part(archive, "Contents/content.hpf")).itertext())
            if "Contents/content.hpf" in names
            else ""
        )
        lines = [line for name in sections for line in _lines(_part(archive, name))]
    return "\n".join(lines), told


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        data = part.read(LARGEST_PART + 1)
    if len(data) > LARGEST_PART:
        raise Refused("FileSuspicious")
    return data


def _root(part: bytes):  # type: ignore[no-untyped-def] # noqa: ANN202 - lxml's own class
    from lxml import etree  # noqa: PLC0415 - one of two readers is needed

    safe = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(part, safe)


def _lines(part: bytes) -> Iterator[str]:
    """This function will read the paragraphs of a section without head and foot of its pages."""
    root = _root(part)
    for aside in root.xpath("//*[local-name()='header' or local-name()='footer']"):
        aside.getparent().remove(aside)
    for paragraph in root.xpath("//*[local-name()='p']"):
        said = paragraph.xpath("./*[local-name()='run']/*[local-name()='t']")
        yield "".join("".join(each.itertext()) for each in said)


if __name__ == "__main__":
    main()
