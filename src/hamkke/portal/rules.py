"""How the portal compares what is typed with what is published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

# Longest first: 에서는 before 에서 before 는.
PARTICLES: Final = (
    *("에서는", "에서도", "으로는"),
    *("에서", "에는", "에게", "까지", "부터", "으로", "이나"),
    *("로", "은", "는", "이", "가", "을", "를", "과", "와", "의", "에", "도", "만"),
)
SHORTEST_STEM: Final = 2
LONGEST_QUERY: Final = 100
# The codes of schools' levels, as programs and schools have them.
LEVELS: Final = ("elementary", "middle", "high", "other")
HIGHEST_GRADE: Final = 6
LAST_PAGE: Final = 9999


def clean_query(typed: str) -> str:
    """This function will keep what is worth searching for: one line of at most 100 characters."""
    return " ".join(typed.replace("\x00", " ").split())[:LONGEST_QUERY]


def matches(text: str, query: str) -> bool:
    """This function will tell whether `text` speaks of `query`, whatever its spaces and particles.

    서울교육협력특구에서는 is found by 협력특구, by 교육 협력 and by 특구의.
    """
    tight = _tight(text)
    words = query.split()
    return bool(words) and (
        _tight(query) in tight or all(any(form in tight for form in _forms(word)) for word in words)
    )


def _forms(word: str) -> tuple[str, ...]:
    word = word.casefold()
    stems = (
        word.removesuffix(particle)
        for particle in PARTICLES
        if word.endswith(particle) and len(word) - len(particle) >= SHORTEST_STEM
    )
    return (word, *stems)


def _tight(text: str) -> str:
    return "".join(text.split()).casefold()


@dataclass(frozen=True, slots=True)
class ProgramWish:
    """What somebody looks for among programs; empty means any."""

    q: str = ""
    district: str = ""
    pillar: str = ""
    level: str = ""
    grade: int | None = None
    page: int = 1

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the page was asked for."""
        return bool(self.q or self.district or self.pillar or self.level or self.grade)


def program_wish(typed: Mapping[str, str]) -> ProgramWish:
    """This function will read a query string; what cannot be meant counts as any."""
    level = typed.get("level", "")
    grade = _number(typed.get("grade", ""), most=HIGHEST_GRADE)
    return ProgramWish(
        q=clean_query(typed.get("q", "")),
        district=clean_query(typed.get("district", "")),
        pillar=clean_query(typed.get("pillar", "")),
        level=level if level in LEVELS else "",
        grade=grade or None,
        page=_number(typed.get("page", ""), most=LAST_PAGE) or 1,
    )


def _number(text: str, *, most: int) -> int:
    digits = text.strip()
    if not digits.isascii() or not digits.isdigit() or len(digits) > len(str(most)):
        return 0
    return int(digits) if int(digits) <= most else 0
