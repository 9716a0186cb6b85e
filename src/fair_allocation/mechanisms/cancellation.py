"""Sessions that need a minimum: which are cancelled, and when.

A session that ends with fewer places given than its minimum cannot run.
1. Sessions that fewer applicants (of quota 1 or more) wish for than their minimum are cancelled
   first.
2. Places are given. Among the sessions with at least one place given, but fewer than the minimum,
   one is cancelled: the one that lacks most; of equals the one with fewer places given; of equals
   the one whose id has the smaller lottery key. Places are given anew without it; and so on until
   no such session is left.
3. Sessions with a minimum that nobody got are cancelled; this moves nobody.

Guarantee: it ends after at most m repetitions for m sessions, every session that runs reaches its
minimum, and each cancelled one had, when it was cancelled, fewer applicants than its minimum under
the mechanism and the sessions then open. It does not promise the fewest possible cancellations:
finding those is NP-hard (Biró, Fleiner, Irving, Manlove: The College Admissions problem with lower
and common quotas, 2010), and a session cancelled early might have filled up after later ones fell.
"""

from collections.abc import Callable
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from fair_allocation.allocation import Allocation
from fair_allocation.columns import Int32s
from fair_allocation.mechanisms.market import Market, Places


class Running(Protocol):
    """A mechanism under way."""

    def places(self) -> Places:
        """This function will return the places given with the sessions now open."""

    def close(self, session: int) -> None:
        """This function will give the places anew as if the session had never been there."""


class Cancelled(NamedTuple):
    """One cancellation; those of a repetition (phase 1) come in the order of their fields."""

    phase: int  # 0 never wished enough, 1 a repetition, 2 nobody got it
    lacks: int  # negative
    given: int
    ticket: int  # the session's place in the lottery; in phases 0 and 2 its number
    session: int


Start = Callable[[Market, NDArray[np.bool_]], Running]
"""Market, sessions closed → the mechanism with its first round run."""


def allocate_with_minimums(market: Market, mechanism: str, start: Start) -> Allocation:
    """This function will run a mechanism until every open session reaches its minimum."""
    places, cancelled = run_with_minimums(market, start)
    return market.allocation(mechanism, places, [one.session for one in cancelled])


def run_with_minimums(market: Market, start: Start) -> tuple[Places, list[Cancelled]]:
    """This function will return the places, and the cancellations in their order."""
    minimum = market.instance.minimum
    closed = np.zeros(len(minimum), np.bool_)
    if minimum.any():
        closed = _wished(market) < minimum
    cancelled = [Cancelled(0, 0, 0, s, s) for s in np.flatnonzero(closed).tolist()]
    running = start(market, closed)
    while True:
        places = running.places()
        if not minimum.any():
            return places, cancelled
        given = _given(places, len(minimum))
        failing = _most_lacking(market, given)
        if failing is None:
            break
        cancelled.append(failing)
        closed[failing.session] = True
        running.close(failing.session)
    empty = np.flatnonzero((minimum > 0) & (given == 0) & ~closed)
    cancelled += [Cancelled(2, 0, 0, s, s) for s in empty.tolist()]
    return places, cancelled


def _in_use(places: Places) -> NDArray[np.bool_]:
    room = np.diff(places.start)
    behind = np.arange(len(places.session)) - np.repeat(places.start[:-1], room)
    return behind < np.repeat(places.size, room)


def _given(places: Places, sessions: int) -> Int32s:
    found = np.bincount(places.session[_in_use(places)], minlength=sessions)
    return found.astype(np.int32)


def _wished(market: Market) -> Int32s:
    wish = market.wish
    if not market.quota.all():
        wish = wish[np.repeat(market.quota > 0, np.diff(market.indptr))]
    found = np.bincount(wish, minlength=len(market.instance.session_ids))
    return found.astype(np.int32)


def _most_lacking(market: Market, given: Int32s) -> Cancelled | None:
    minimum = market.instance.minimum
    failing = np.flatnonzero((given > 0) & (given < minimum))
    if not failing.size:
        return None
    lacks, has = given[failing] - minimum[failing], given[failing]
    ticket = market.session_rank[failing]
    worst = np.lexsort((ticket, has, lacks))[0]
    return Cancelled(1, int(lacks[worst]), int(has[worst]), int(ticket[worst]), int(failing[worst]))
