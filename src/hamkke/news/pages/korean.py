"""The Korean analyser, loaded when it is first needed.

kiwipiepy earns its place at line ends: of the seed's 13 hard breaks the words of the page itself
settle some, and kiwi the others (docs/decisions/0005-repairing-pages.md has the figures). Its
general spacing (`Kiwi.space`) does not: it takes 서울교육협력특구 apart. So only two of its
answers are used: whether two pieces belong together, and where an ending or a particle stops.
"""

from __future__ import annotations

import itertools
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kiwipiepy import Kiwi

_ENDINGS: Final = frozenset({"ETM", "JKO"})
_WORDS: Final = frozenset({"NNG", "NNB", "VV", "VA", "MAG", "MM", "XR"})


@cache
def _kiwi() -> Kiwi:
    from kiwipiepy import Kiwi  # noqa: PLC0415 - loading it takes seconds and 100 MB

    return Kiwi(num_workers=1)


def belong_together(left: str, right: str) -> bool:
    """This function will say whether two pieces of a broken line are one word."""
    _, parted = _kiwi().glue([left, right], return_space_insertions=True)
    return not parted[0]


def missing_spaces(text: str) -> list[int]:
    """This function will return where a new word sticks to the ending or particle before it.

    Only after an adnominal ending (있는|교육) and an object particle (성장을|지원): a compound of
    nouns may be written together, so nothing is said there.
    """
    places: list[int] = []
    tokens = _kiwi().tokenize(text)
    for here, following in itertools.pairwise(tokens):
        end = here.start + here.len
        sticks = end == following.start and following.start > here.start
        if sticks and here.tag in _ENDINGS and here.len and following.tag in _WORDS:
            places.append(end)
    return places


def is_common_word(text: str) -> bool:
    """This function will say whether `text` is by itself one common noun."""
    tokens = _kiwi().tokenize(text)
    return len(tokens) == 1 and tokens[0].tag == "NNG"
