"""Passwords known from breaches: a file of hashes that is asked without a network.

The file is made from the list that Have I Been Pwned publishes (lines `SHA-1:count`, ascending).
It holds the first eight bytes of each hash, one after the other, so that a binary search finds one
in some thirty reads: among a milliard entries a good password meets one by chance once in 2 × 10¹⁰.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

WIDTH: Final = 8
SHA1_DIGITS: Final = 40


class NotAList(Exception):  # noqa: N818 - says what the file is
    """A line is no `SHA-1:count`, or the lines do not ascend; `line` is its number."""

    def __init__(self, line: int) -> None:
        """This function will keep the number of the line."""
        super().__init__(line)
        self.line = line


def is_breached(password: str, file: Path) -> bool:
    """This function will tell whether the password's hash stands in the file."""
    wanted = hashlib.sha1(password.encode(), usedforsecurity=False).digest()[:WIDTH]
    with file.open("rb") as stream:
        low, high = 0, file.stat().st_size // WIDTH
        while low < high:
            middle = (low + high) // 2
            stream.seek(middle * WIDTH)
            found = stream.read(WIDTH)
            if found == wanted:
                return True
            if found < wanted:
                low = middle + 1
            else:
                high = middle
    return False


def write_breached(lines: Iterable[str], file: Path, *, at_least: int) -> int:
    """This function will make the file of the hashes seen `at_least` times; return how many.

    The file is replaced whole once it is complete. Raises NotAList.
    """
    partial = file.with_suffix(".partial")
    try:
        count = _write(lines, partial, at_least)
        partial.replace(file)
    finally:
        partial.unlink(missing_ok=True)
    return count


def _write(lines: Iterable[str], partial: Path, at_least: int) -> int:
    count, before = 0, b""
    with partial.open("wb") as stream:
        for number, line in enumerate(lines, start=1):
            digits, _, seen = line.strip().partition(":")
            try:
                short = bytes.fromhex(digits)[:WIDTH]
                often = int(seen)
            except ValueError:
                raise NotAList(number) from None
            if len(digits) != SHA1_DIGITS or short < before:
                raise NotAList(number)
            before = short
            if often >= at_least:
                stream.write(short)
                count += 1
    return count
