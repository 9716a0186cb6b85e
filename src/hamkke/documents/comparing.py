"""What differs between a document and the text that was read from a file.

Spaces and line ends are not compared: a page breaks lines where it likes. Everything else is, in
its order. Pieces that stand whole are found first, the longest and unique ones; what lies between
is compared letter by letter.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from hamkke.documents.tree import Document, Piece, Table, cleaned, pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

# An anchor is long enough not to stand elsewhere by chance.
ANCHOR: Final = 12
# Pairs of equal letters above which letters are not compared one by one: it would take seconds.
MOST_PAIRS: Final = 300_000
IGNORED: Final = re.compile("[\\s\u200b]+")
PAGE: Final = "\f"


@dataclass(frozen=True, slots=True)
class Difference:
    """A piece by its name, as it should stand and as it stands; `before` empty where one is new."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Found:
    """The text of a file without its spaces, and where each letter stood."""

    letters: str
    places: tuple[int, ...]
    raw: str

    def between(self, start: int, end: int) -> str:
        """This function will return the text as it stood, on one line."""
        if start >= end:
            return ""
        return re.sub(r"\s+", " ", self.raw[self.places[start] : self.places[end - 1] + 1])


def differences(
    document: Document, text: str, *, shown: Callable[[str], str] = str
) -> tuple[Difference, ...]:
    """This function will name what differs between the document and `text`, in reading order.

    `shown` is how the rendering changes a text, as `pdf.drawn`. Empty when every letter is there.
    """
    tree = cleaned(document)
    wanted = [Piece(shown(one.name), shown(one.text)) for one in pieces(tree)]
    found = _fold(_without_asides(tree, unicodedata.normalize("NFC", text), shown))
    folded = [_letters(one.text) for one in wanted]
    return tuple(
        difference
        for span in _unlike(folded, found.letters)
        for difference in _told(wanted, folded, found, span)
    )


type Span = tuple[int, int, int, int]


def _letters(text: str) -> str:
    return IGNORED.sub("", text)


def _fold(text: str) -> _Found:
    kept = [(place, one) for place, one in enumerate(text) if not IGNORED.fullmatch(one)]
    return _Found("".join(one for _place, one in kept), tuple(place for place, _one in kept), text)


def _without_asides(tree: Document, text: str, shown: Callable[[str], str]) -> str:
    """This function will leave out what pages add: head, foot, notes, headers of torn tables."""
    if tree.label:
        text = re.sub(_loose(shown(tree.label_note)), "\n", text)
        text = re.sub(rf"(\A|{PAGE})\s*" + _loose(shown(tree.label)), r"\1", text)
    headers = [" ".join(block.header) for block in tree.blocks if isinstance(block, Table)]
    for header in dict.fromkeys(headers):
        text = re.sub(PAGE + r"\s*" + _loose(shown(header)), PAGE, text)
    if tree.footer:
        text = re.sub(_loose(tree.footer) + r"(?:\s*-\s*\d+\s*-)?", "\n", text)
    for note in tree.notes:
        text = re.sub(_loose(shown(note)), "\n", text)
    return text


def _loose(text: str) -> str:
    return "[\\s\u200b]*".join(re.escape(one) for one in _letters(text))


def _unlike(folded: Sequence[str], found: str) -> Iterator[Span]:
    """This function will find the runs of pieces that are not there as they should be."""
    piece, place = 0, 0
    for at, position in [*_anchors(folded, found), (len(folded), len(found))]:
        yield from _trimmed(folded, found, (piece, at, place, position))
        piece, place = at + 1, position + (len(folded[at]) if at < len(folded) else 0)


def _anchors(folded: Sequence[str], found: str) -> list[tuple[int, int]]:
    often = Counter(folded)
    there = [
        (at, found.index(one))
        for at, one in enumerate(folded)
        if len(one) >= ANCHOR and often[one] == 1 and found.count(one) == 1
    ]
    return _rising(there, [len(one) for one in folded])


def _rising(there: list[tuple[int, int]], lengths: list[int]) -> list[tuple[int, int]]:
    """This function will keep the most anchors that stand in the same order in both."""
    tails: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_at, position) in enumerate(there):
        slot = bisect_left(tails, position)
        before.append(last[slot - 1] if slot else -1)
        tails[slot : slot + 1] = [position]
        last[slot : slot + 1] = [number]
    kept: list[tuple[int, int]] = []
    number = last[-1] if last else -1
    while number >= 0:
        kept.append(there[number])
        number = before[number]
    kept.reverse()
    # Two anchors may overlap where one's end is the other's beginning.
    apart: list[tuple[int, int]] = []
    end = 0
    for at, position in kept:
        if position >= end:
            apart.append((at, position))
            end = position + lengths[at]
    return apart


def _trimmed(folded: Sequence[str], found: str, span: Span) -> Iterator[Span]:
    first, last, start, end = span
    while first < last and found.startswith(folded[first], start, end):
        start += len(folded[first])
        first += 1
    while first < last and found.endswith(folded[last - 1], start, end):
        end -= len(folded[last - 1])
        last -= 1
    if first < last or start < end:
        yield first, last, start, end


def _told(
    wanted: Sequence[Piece], folded: Sequence[str], found: _Found, span: Span
) -> Iterator[Difference]:
    first, last, start, end = span
    if first == last:
        yield Difference("", "", found.between(start, end))
        return
    matcher = _matcher("".join(folded[first:last]), found.letters[start:end])
    if matcher is None:
        name = wanted[first].name
        if last - first > 1:
            name = f"{name} ~ {wanted[last - 1].name}"
        before = "\n".join(one.text for one in wanted[first:last])
        yield Difference(name, before, found.between(start, end))
        return
    place, at = 0, start
    for number in range(first, last):
        place += len(folded[number])
        to = end if number == last - 1 else start + _counterpart(matcher, place)
        if found.letters[at:to] != folded[number]:
            after = _spaced(wanted[number].text, folded[number], found, (at, to))
            yield Difference(wanted[number].name, wanted[number].text, after)
        at = max(at, to)


def _matcher(before: str, after: str) -> SequenceMatcher[str] | None:
    often = Counter(after)
    if sum(often[one] for one in before) > MOST_PAIRS:
        return None
    return SequenceMatcher(None, before, after, autojunk=False)


def _counterpart(matcher: SequenceMatcher[str], place: int) -> int:
    """This function will tell which place in the file answers to one between two pieces."""
    end = 0
    for tag, a, b, c, d in matcher.get_opcodes():
        if place < b or (place == b and tag == "equal"):
            return c + min(place - a, d - c)
        end = d
    return end


def _spaced(text: str, letters: str, found: _Found, span: tuple[int, int]) -> str:
    """This function will write what was found with the spaces of what it should be."""
    start, end = span
    matcher = _matcher(letters, found.letters[start:end])
    if matcher is None:
        return found.between(start, end)
    wanted = _fold(text)
    said = ""
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            until = wanted.places[b] if b < len(letters) else len(text)
            said += text[wanted.places[a] : until]
        else:
            said += found.between(start + c, start + d)
            if tag == "insert" and found.raw[found.places[start + d - 1] + 1 :][:1].isspace():
                said += " "
            if tag == "replace" and b < len(letters):
                said += text[wanted.places[b - 1] + 1 : wanted.places[b]]
    return said
