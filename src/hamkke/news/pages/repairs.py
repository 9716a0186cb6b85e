"""A repair of one damaged place, and what a text becomes when some are accepted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CONTEXT: Final = 14


class Kind(StrEnum):
    """What is damaged."""

    HARD_BREAK = "hard_break"
    BLANK = "blank"
    SPACING = "spacing"
    MIDDLE_DOT = "middle_dot"
    DATE = "date"
    LOST_LETTER = "lost_letter"
    QUOTE = "quote"


class Rule(StrEnum):
    """Why the repair is proposed; the sentence for each is in `reasons`."""

    JOIN_AS_ELSEWHERE = "join_as_elsewhere"
    JOIN_BY_LANGUAGE = "join_by_language"
    PART_AS_ELSEWHERE = "part_as_elsewhere"
    PART_BY_LANGUAGE = "part_by_language"
    PART_AT_MARK = "part_at_mark"
    BLANK_AT_EDGE = "blank_at_edge"
    BLANK_INSIDE = "blank_inside"
    BLANK_DOUBLED = "blank_doubled"
    SPACE_AFTER_COMMA = "space_after_comma"
    SPACE_AS_ELSEWHERE = "space_as_elsewhere"
    SPACE_BY_LANGUAGE = "space_by_language"
    DOT_AS_ELSEWHERE = "dot_as_elsewhere"
    DATE_BY_CALENDAR = "date_by_calendar"
    DATE_UNCLEAR = "date_unclear"
    DATE_WITHOUT_YEAR = "date_without_year"
    LETTER_AS_ELSEWHERE = "letter_as_elsewhere"
    LINK_LOST = "link_lost"
    QUOTE_AS_ELSEWHERE = "quote_as_elsewhere"
    QUOTE_UNCLOSED = "quote_unclosed"
    QUOTE_AROUND_NAME = "quote_around_name"
    QUOTE_AROUND_SPEECH = "quote_around_speech"


class Confidence(StrEnum):
    """How sure the repair is. An UNKNOWN one proposes nothing by itself: a person has to say."""

    CERTAIN = "certain"
    LIKELY = "likely"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, order=True)
class Repair:
    """One damaged place: characters `start` to `end` of a paragraph, and what belongs there.

    `replacement` is None where that cannot be known; `candidates` then holds what it may be.
    `original` and `repaired` show the place with the words around it.
    """

    paragraph: int
    start: int
    end: int
    kind: Kind
    rule: Rule
    confidence: Confidence
    replacement: str | None
    original: str
    repaired: str
    evidence: str = ""
    candidates: tuple[str, ...] = ()


def make_repair(
    paragraphs: Sequence[str],
    place: tuple[int, int, int],
    rule: tuple[Kind, Rule, Confidence],
    replacement: str | None,
    *,
    evidence: str = "",
    candidates: tuple[str, ...] = (),
) -> Repair:
    """This function will build the repair of `place`: paragraph, start, end."""
    paragraph, start, end = place
    text = paragraphs[paragraph]
    left = max(0, start - CONTEXT)
    right = min(len(text), end + CONTEXT)
    original = text[left:right]
    repaired = "" if replacement is None else text[left:start] + replacement + text[end:right]
    return Repair(
        paragraph, start, end, *rule, replacement, original, repaired, evidence, candidates
    )


@dataclass(frozen=True, slots=True)
class Change:
    """The accepted text for one place."""

    paragraph: int
    start: int
    end: int
    text: str


def accept_all(repairs: Iterable[Repair]) -> tuple[Change, ...]:
    """This function will accept each repair that proposes a text; the unknown stays."""
    return tuple(
        Change(repair.paragraph, repair.start, repair.end, repair.replacement)
        for repair in repairs
        if repair.replacement is not None
    )


def apply_changes(paragraphs: Sequence[str], changes: Iterable[Change]) -> tuple[str, ...]:
    """This function will return the paragraphs with `changes` made, in whatever order they come.

    A change inside a wider one (a person's own wording for a whole phrase) gives way to it.
    """
    by_paragraph: dict[int, list[Change]] = {}
    for change in set(changes):
        by_paragraph.setdefault(change.paragraph, []).append(change)
    return tuple(
        _apply(text, by_paragraph.get(number, [])) for number, text in enumerate(paragraphs)
    )


def _apply(text: str, changes: list[Change]) -> str:
    # Wider first, so that what lies inside is met later and dropped.
    kept: list[Change] = []
    for change in sorted(changes, key=lambda each: (each.start - each.end, each.start, each.text)):
        if not any(_collide(change, other) for other in kept):
            kept.append(change)
    parts: list[str] = []
    position = 0
    for change in sorted(kept, key=lambda each: (each.start, each.end)):
        parts += [text[position : change.start], change.text]
        position = change.end
    return "".join([*parts, text[position:]])


def _collide(one: Change, other: Change) -> bool:
    if one.start == one.end and other.start == other.end:
        return one.start == other.start
    if one.start == one.end:
        return other.start < one.start < other.end
    return one.start < other.end and other.start < one.end
