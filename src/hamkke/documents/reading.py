"""Read the text of a file that somebody sent; nothing of it is kept."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import Final

from hamkke.documents import errors
from hamkke.documents.codes import codes_in

LARGEST_FILE: Final = 10_000_000
PATIENCE: Final = 30


# As many files are read at once: who sends hundreds waits, the site does not.
_turns = BoundedSemaphore(2)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says: its text, its pages apart by form feeds, and the codes it carries."""

    kind: str
    text: str
    codes: tuple[str, ...]


def read_file(data: bytes) -> Reading:
    """This function will read a PDF or HWPX in a process of its own, limited in time and memory.

    A file may be made to stop or swallow whoever reads it. Raises a FileUnreadable.
    """
    if len(data) > LARGEST_FILE:
        raise errors.FileTooLarge(limit=LARGEST_FILE // 1_000_000)
    if not _turns.acquire(timeout=PATIENCE):
        raise errors.TooMany
    try:
        told = json.loads(_extracted(data))
    finally:
        _turns.release()
    if "refused" in told:
        refusal: type[errors.FileUnreadable] = getattr(errors, told["refused"])
        raise refusal
    kind = "hwpx" if data.startswith(b"PK") else "pdf"
    return Reading(kind, told["text"], codes_in(f"{told['told']}\n{told['text']}"))


def _extracted(data: bytes) -> bytes:
    try:
        return subprocess.run(
            [sys.executable, "-I", "-m", "hamkke.documents.extract"],
            input=data,
            capture_output=True,
            timeout=PATIENCE,
            check=True,
        ).stdout
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        raise errors.FileSuspicious from None
