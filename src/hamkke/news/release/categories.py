"""The categories of press releases, each with the days on which it may be chosen.

The first is the one of the saved newspaper page with which the scheme's news began, so that its
articles and the releases stand together. A category that ends stays on what was published in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True, slots=True)
class Category:
    """A name, first day and last day (None: still in use)."""

    name: str
    valid_from: date
    valid_until: date | None = None

    def holds(self, day: date) -> bool:
        """This function will tell whether it may be chosen on `day`."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


CATEGORIES: Final = (
    Category("IT/교육/건강", date(2025, 9, 1)),
    Category("협약·협력", date(2025, 9, 1)),
    Category("체험·프로그램", date(2025, 9, 1)),
    Category("학생 지원", date(2025, 9, 1)),
    Category("행사·모집", date(2025, 9, 1)),
)


def categories_on(day: date) -> tuple[str, ...]:
    """This function will name the categories that may be chosen on `day`."""
    return tuple(each.name for each in CATEGORIES if each.holds(day))
