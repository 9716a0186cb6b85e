"""How the portal compares what is typed with what is published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_QUERY: Final = 100
# The codes of schools' levels, as programs and schools have them.
LEVELS: Final = ("elementary", "middle", "high", "other")
HIGHEST_GRADE: Final = 6
LAST_PAGE: Final = 9999


def clean_query(typed: str) -> str:
    """This function will keep what is worth searching for: one line of at most 100 characters."""
    return " ".join(typed.replace("\x00", " ").split())[:LONGEST_QUERY]


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
        page=page_number(typed.get("page", ""), most=LAST_PAGE),
    )


def page_number(text: str, *, most: int) -> int:
    """This function will read the number of a page; what cannot be meant is the first."""
    return _number(text, most=most) or 1


def _number(text: str, *, most: int) -> int:
    digits = text.strip()
    if not digits.isascii() or not digits.isdigit() or len(digits) > len(str(most)):
        return 0
    return int(digits) if int(digits) <= most else 0
