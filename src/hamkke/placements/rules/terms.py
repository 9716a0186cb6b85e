"""The terms of a round, as an officer states them before it opens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hamkke.placements.errors import QuotaAboveLimit, TimesDisordered

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class RoundTerms:
    """What people can rely on from the opening on; `seed_source` names a public event to come."""

    title: str
    school_year: int
    opens_at: datetime
    closes_at: datetime
    wish_limit: int
    quota: int
    seed_source: str


def check_terms(terms: RoundTerms) -> None:
    """This function will refuse terms that contradict themselves.

    Raises TimesDisordered, QuotaAboveLimit.
    """
    if terms.closes_at <= terms.opens_at:
        raise TimesDisordered
    if terms.quota > terms.wish_limit:
        raise QuotaAboveLimit(quota=terms.quota, wish_limit=terms.wish_limit)
