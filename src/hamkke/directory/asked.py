"""What a client of the open-data interface asks for, read from the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

if TYPE_CHECKING:
    from django.http import QueryDict

MOST_A_PAGE: Final = 100
USUAL: Final = 20
LARGEST_PAGE: Final = 1_000_000
LONGEST_SEARCH: Final = 60


class BadQueryError(Exception):
    """A parameter that cannot be understood; carries its name."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The parameters of HSDS 3.0; filters that are set must all hold."""

    search: str
    page: int
    per_page: int
    minimal: bool
    full: bool
    full_service: bool
    taxonomy_term_id: UUID | None
    taxonomy_id: UUID | None
    organization_id: UUID | None
    parent_id: UUID | None
    modified_after: datetime | None


def read_asked(query: QueryDict) -> Asked:
    """This function will read the parameters. Raises BadQueryError with the name of a bad one.

    What is asked for and not offered is refused too: an ignored filter would give a wrong answer.
    """
    for name in ("postcode", "proximity"):
        if query.get(name):
            raise BadQueryError(name)
    if query.get("format", "json") != "json":
        raise BadQueryError("format")
    return Asked(
        search=query.get("search", "")[:LONGEST_SEARCH],
        page=_number(query, "page", 1, LARGEST_PAGE),
        per_page=_number(query, "per_page", USUAL, MOST_A_PAGE),
        minimal=_flag(query, "minimal"),
        full=_flag(query, "full"),
        full_service=_flag(query, "full_service"),
        taxonomy_term_id=_key(query, "taxonomy_term_id"),
        taxonomy_id=_key(query, "taxonomy_id"),
        organization_id=_key(query, "organization_id"),
        parent_id=_key(query, "parent_id"),
        modified_after=_moment(query, "modified_after"),
    )


def _number(query: QueryDict, name: str, usual: int, most: int) -> int:
    text = query.get(name) or str(usual)
    if not (text.isascii() and text.isdigit() and int(text[:9]) >= 1 and len(text) < 9):  # noqa: PLR2004
        raise BadQueryError(name)
    return min(int(text), most)


def _flag(query: QueryDict, name: str) -> bool:
    text = (query.get(name) or "false").lower()
    if text not in {"true", "false", "1", "0"}:
        raise BadQueryError(name)
    return text in {"true", "1"}


def _key(query: QueryDict, name: str) -> UUID | None:
    text = query.get(name)
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError:
        raise BadQueryError(name) from None


def _moment(query: QueryDict, name: str) -> datetime | None:
    text = query.get(name)
    if not text:
        return None
    try:
        # A plus in an address that was not written as %2B arrives as a space.
        found: datetime | date | None = parse_datetime(text.replace(" ", "+")) or parse_date(text)
        if found is None:
            raise BadQueryError(name)
        if not isinstance(found, datetime):
            found = datetime.combine(found, time.min)
        aware = timezone.make_aware(found) if timezone.is_naive(found) else found
        aware.utctimetuple()
    except (ValueError, OverflowError):
        raise BadQueryError(name) from None
    return aware
