"""Invitations on paper: the code large, and as a QR code that leads to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import segno
from django.urls import reverse

from hamkke.accounts.keys import VALID_FOR

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from hamkke.accounts.queries.changes import Letter


@dataclass(frozen=True, slots=True)
class PrintedLetter:
    """A letter with its code; `qr` is an SVG path in a square of `qr_size` units."""

    letter: Letter
    code: str
    address: str
    qr: str
    qr_size: int
    expires_at: datetime


def printed(
    letters: Iterable[tuple[Letter, str]], *, site: str, now: datetime
) -> tuple[PrintedLetter, ...]:
    """This function will lay out letters with their codes."""
    typed_at = site + reverse("accounts:code")
    return tuple(_print(letter, code, site, typed_at, now) for letter, code in letters)


def _print(letter: Letter, code: str, site: str, typed_at: str, now: datetime) -> PrintedLetter:
    path, size = qr_path(site + reverse("accounts:invitation", args=[code]))
    return PrintedLetter(letter, code, typed_at, path, size, now + VALID_FOR)


def qr_path(text: str) -> tuple[str, int]:
    """This function will draw a QR code as the path of its dark squares, with the quiet zone."""
    quiet = 4
    rows = segno.make(text, error="m", micro=False).matrix
    steps = [
        f"M{x + quiet} {y + quiet}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, dark in enumerate(row)
        if dark
    ]
    return "".join(steps), len(rows) + 2 * quiet
