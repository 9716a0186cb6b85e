"""The figures of a published round, counted from its public bundle, so that anybody can recount."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fair_allocation import Bundle


@dataclass(frozen=True, slots=True)
class SessionCounts:
    """How many class groups wished for a session, as their first wish, and got it."""

    wished_first: int
    wished: int
    given: int
    cancelled: bool


@dataclass(frozen=True, slots=True)
class RoundCounts:
    """The totals of a round; `sessions` by the session's key."""

    applicants: int
    served: int
    given: int
    sessions: Mapping[str, SessionCounts]


def count(bundle: Bundle) -> RoundCounts:
    """This function will count wishes and places of a bundle. O(wishes)."""
    instance, allocation = bundle.instance, bundle.allocation
    first = Counter(item.wishes[0] for item in instance.applicants if item.wishes)
    wished = Counter(wish for item in instance.applicants for wish in item.wishes)
    given = Counter(key for places in allocation.places.values() for key in places)
    cancelled = frozenset(allocation.cancelled)
    return RoundCounts(
        applicants=len(instance.applicants),
        served=sum(1 for places in allocation.places.values() if places),
        given=given.total(),
        sessions={
            item.id: SessionCounts(
                first[item.id], wished[item.id], given[item.id], item.id in cancelled
            )
            for item in instance.sessions
        },
    )
