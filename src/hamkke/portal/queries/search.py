"""One search over what is public."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hamkke.portal.rules import clean_query, page_number
from hamkke.search.queries.find import Found, find
from hamkke.search.sources import kinds

if TYPE_CHECKING:
    from collections.abc import Mapping

OF_EACH_KIND: Final = 8
OF_ONE_KIND: Final = 20
LAST_PAGE: Final = 100


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What was typed, as it was understood, and what it found; `kind` empty: all kinds."""

    query: str
    kind: str
    number: int
    found: Found

    @property
    def total(self) -> int:
        """How many things were found, or are nearly what was typed."""
        return self.found.count or sum(len(group.hits) for group in self.found.similar)

    @property
    def has_next(self) -> bool:
        """Whether there is more of the one kind."""
        return bool(self.kind) and self.found.count > self.number * OF_ONE_KIND


def search_page(*, typed: Mapping[str, str]) -> SearchPage:
    """This function will search everything public for `q`; an empty query finds nothing.

    `kind` shows one kind only, twenty at a time by `page`.
    """
    query = clean_query(typed.get("q", ""))
    kind = typed.get("kind", "")
    kind = kind if kind in kinds() else ""
    number = page_number(typed.get("page", ""), most=LAST_PAGE) if kind else 1
    shown = OF_ONE_KIND if kind else OF_EACH_KIND
    found = find(typed=query, kind=kind, after=(number - 1) * shown, shown=shown)
    return SearchPage(query, kind, number, found)
