"""Two wordings against each other, word by word as Korean is read.

A word is a run of letters; where only its particle changed (교육지원청이 → 교육지원청과) only the
particle is marked. A changed space is shown as such, for 띄어쓰기 changes meaning.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SAME, GONE, NEW = "same", "gone", "new"
WORDS: Final = re.compile(r"(\s*)(\d[\d,.]*\d|\d|[^\W\d_]+|.|\Z)", re.DOTALL)
SENTENCES: Final = re.compile(r"(\s*)([^.\n]*[.\n]?)", re.DOTALL)
SPACES: Final = re.compile(r"(\s+)")
MOST_PAIRS: Final = 40_000
HANGUL: Final = re.compile(r"[가-힣]{2,}")
SPACE, LINE_END = "␣", "↵"
# The longest Korean particles, as 에서부터는: what is longer is another word.
PARTICLE: Final = 5


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a redline: `same` in both, `gone` from the first or `new` in the second."""

    kind: str
    text: str

    @property
    def shown(self) -> str:
        """The text, with changed spaces and line ends made visible."""
        if self.kind == SAME or self.text.strip():
            return self.text
        return self.text.replace(" ", SPACE).replace("\n", f"{LINE_END}\n")


def redline(before: str, after: str) -> tuple[Part, ...]:
    """This function will mark what is gone from `before` and what is new in `after`.

    The parts that are same or gone join to `before`, those same or new to `after`.
    """
    return tuple(_joined(part for pair in _aligned(before, after) for part in _parts(*pair)))


def _aligned(before: str, after: str) -> Iterator[tuple[str, str]]:
    """This function will lay the texts beside each other in pieces, equal ones as many as can be.

    By words, each with the space before it; a text that repeats itself so much that this would
    take seconds, by sentences.
    """
    for pattern in (WORDS, SENTENCES):
        old, new = pattern.findall(before), pattern.findall(after)
        often = Counter(word for _space, word in new)
        if sum(often[word] for _space, word in old) <= MOST_PAIRS:
            break
    else:
        yield before, after
        return
    # autojunk would take frequent words of a long text for noise.
    matcher = SequenceMatcher(
        None, [word for _space, word in old], [word for _space, word in new], autojunk=False
    )
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            for one, other in zip(old[a:b], new[c:d], strict=True):
                yield from zip(one, other, strict=True)
        else:
            yield _text(old[a:b]), _text(new[c:d])


def _text(tokens: list[tuple[str, str]]) -> str:
    return "".join(space + word for space, word in tokens)


def _parts(old: str, new: str) -> Iterator[Part]:
    words, others = SPACES.split(old), SPACES.split(new)
    if "".join(words[::2]) == "".join(others[::2]):
        yield from _spacing(old, new)
    elif len(words) == len(others):
        for first, second in zip(words, others, strict=True):
            stem = len(first) if first == second else _stem(first, second)
            yield Part(SAME, first[:stem])
            yield Part(GONE, first[stem:])
            yield Part(NEW, second[stem:])
    else:
        lead = _common(*(text[: len(text) - len(text.lstrip())] for text in (old, new)))
        yield Part(SAME, old[:lead])
        yield Part(GONE, old[lead:])
        yield Part(NEW, new[lead:])


def _spacing(old: str, new: str) -> Iterator[Part]:
    """This function will mark the spaces that differ between two runs of the same letters."""
    while old or new:
        first, second = (text[: len(text) - len(text.lstrip())] for text in (old, new))
        if first == second:
            yield Part(SAME, first)
        else:
            yield Part(GONE, first)
            yield Part(NEW, second)
        old, new = old[len(first) :], new[len(second) :]
        yield Part(SAME, old[:1])
        old, new = old[1:], new[1:]


def _stem(old: str, new: str) -> int:
    """This function will count the syllables of a word whose particle alone has changed."""
    first, second = HANGUL.match(old), HANGUL.match(new)
    if not first or not second:
        return 0
    common = _common(first[0], second[0])
    rest = max(len(first[0]), len(second[0])) - common
    return common if common > 1 and rest <= PARTICLE and common >= rest else 0


def _common(one: str, other: str) -> int:
    """This function will count the characters with which both begin."""
    return next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )


def _joined(parts: Iterable[Part]) -> Iterator[Part]:
    waiting: Part | None = None
    for part in parts:
        if not part.text:
            continue
        if waiting and waiting.kind == part.kind:
            waiting = Part(part.kind, waiting.text + part.text)
            continue
        if waiting:
            yield waiting
        waiting = part
    if waiting:
        yield waiting
