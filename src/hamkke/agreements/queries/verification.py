"""Is this the signed text? A file or a code against what was published.

Only published agreements are asked, under whatever role: a code that is guessed finds nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from hamkke.agreements.errors import NoSuchCode
from hamkke.agreements.models import Agreement
from hamkke.agreements.official import signed_document
from hamkke.agreements.queries.published import (
    PublishedLine,
    list_published_agreements,
    published_agreement,
)
from hamkke.agreements.redline import redline
from hamkke.documents.codes import hash_prefix
from hamkke.documents.comparing import differences
from hamkke.documents.reading import read_file
from hamkke.documents.rendering import PDF, render

if TYPE_CHECKING:
    from hamkke.agreements.redline import Part
    from hamkke.documents.comparing import Difference
    from hamkke.documents.reading import Reading

# A file carries one code; who writes more into one may look for the nearest among a few.
MOST_CODES = 3
MOST_SHOWN = 30


class Outcome(StrEnum):
    """What can be said."""

    # Byte for byte the file that the site hands out.
    SAME_FILE = "same_file"
    # Every letter is there, in another file: how it looks was not examined.
    SAME_TEXT = "same_text"
    CHANGED = "changed"
    # No file, only a code that belongs to a signed text.
    KNOWN_CODE = "known_code"
    # The text of this site is not the one that was signed.
    TAMPERED = "tampered"
    NOT_OURS = "not_ours"
    NO_CODE = "no_code"


@dataclass(frozen=True, slots=True)
class Change:
    """A place where the file says something else; without a name what the signed text lacks."""

    name: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What can be said; `newer` is the district's later agreement, where there is one."""

    outcome: Outcome
    line: PublishedLine | None = None
    newer: PublishedLine | None = None
    changes: tuple[Change, ...] = ()
    more: int = 0


def verify_code(code: str) -> Verdict:
    """This function will tell which signed text a code belongs to; five queries at most.

    Raises NoSuchCode where the code is none.
    """
    number = _of_codes([_prefix(code)])
    if not number:
        return Verdict(Outcome.NOT_OURS)
    agreement = published_agreement(number[0])
    outcome = Outcome.KNOWN_CODE if agreement.is_intact else Outcome.TAMPERED
    return Verdict(outcome, agreement.line, _newer(agreement.line))


def verify_file(data: bytes, *, code: str = "") -> Verdict:
    """This function will compare a file with the signed text whose code it carries.

    `code` is one that somebody typed, for a file that lost its own. Raises FileUnreadable,
    NoSuchCode.
    """
    typed = [_prefix(code)] if code else []
    reading = read_file(data)
    prefixes = [*typed, *(hash_prefix(each) for each in reading.codes[:MOST_CODES])]
    verdicts = [_compared(number, reading, data) for number in _of_codes(prefixes)]
    if verdicts:
        return min(verdicts, key=lambda verdict: len(verdict.changes) + verdict.more)
    return Verdict(Outcome.NOT_OURS if prefixes else Outcome.NO_CODE)


def _prefix(code: str) -> str:
    prefix = hash_prefix(code)
    if not prefix:
        raise NoSuchCode
    return prefix


def _of_codes(prefixes: list[str]) -> list[int]:
    numbers: list[int] = []
    for prefix in dict.fromkeys(prefixes):
        rows = Agreement.objects.filter(published_at__isnull=False, content_hash__startswith=prefix)
        numbers += rows.values_list("id", flat=True)
    return numbers


def _compared(number: int, reading: Reading, data: bytes) -> Verdict:
    agreement = published_agreement(number)
    line, newer = agreement.line, _newer(agreement.line)
    if not agreement.is_intact:
        return Verdict(Outcome.TAMPERED, line, newer)
    document = signed_document(agreement)
    if render(document, reading.kind) == data:
        return Verdict(Outcome.SAME_FILE, line, newer)
    if reading.kind == PDF:
        from hamkke.documents.pdf import drawn  # noqa: PLC0415 - with its fonts

        found = differences(document, reading.text, shown=drawn)
    else:
        found = differences(document, reading.text)
    if not found:
        return Verdict(Outcome.SAME_TEXT, line, newer)
    changes = tuple(_change(each) for each in found[:MOST_SHOWN])
    return Verdict(Outcome.CHANGED, line, newer, changes, more=len(found) - len(changes))


def _change(difference: Difference) -> Change:
    return Change(difference.name, redline(difference.before, difference.after))


def _newer(line: PublishedLine) -> PublishedLine | None:
    """This function will find the district's agreement that came after this one."""
    return next(
        (
            each
            for each in list_published_agreements()
            if each.district_id == line.district_id
            and (each.signing_date, each.id) > (line.signing_date, line.id)
        ),
        None,
    )
