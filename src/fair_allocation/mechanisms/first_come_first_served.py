"""First come, first served: the baseline that a published order replaces.

Whoever comes takes, at once and up to the quota, the best wishes that still have a place.

**Speed model** (stated, not measured): the window opens for everybody at the same moment. An
applicant of need tier t sends at a moment drawn uniformly from its first 1 + t minutes: whoever has
more to look after is later at the keyboard. Past losses and districts make nobody faster, and
nothing is reserved. The draw is the first 30 bits of SHA-256(seed ‖ " arrival " ‖ applicant id), as
a fraction of 1 + t minutes, so it can be redone; equal moments go by the rest of the digest.

Properties: no waste, by turns. Nothing else: it is not fair by any published order, and a fast
applicant gets a second place before a slow one has a first. Listing the true wishes is best.

Complexity: O(W + n log n) for W wishes, times the cancellations.
"""

import numpy as np
from numpy.typing import NDArray

from fair_allocation.allocation import Allocation
from fair_allocation.columns import Int32s, Int64s
from fair_allocation.compiled import Kernel
from fair_allocation.instance import Instance
from fair_allocation.lottery import lottery_words
from fair_allocation.mechanisms.cancellation import allocate_with_minimums
from fair_allocation.mechanisms.market import Market, Places, clashes

NAME = "first-come-first-served"
BITS = 30


def allocate(instance: Instance, *, seed: str) -> Allocation:
    """This function will give the places in the order of arrival."""
    return allocate_with_minimums(Market.of(instance, seed=seed), NAME, start)


def start(market: Market, closed: NDArray[np.bool_]) -> "FirstComeFirstServed":
    """This function will let everybody arrive, without the sessions closed."""
    return FirstComeFirstServed(market, closed)


def arrivals(instance: Instance, *, seed: str) -> Int64s:
    """This function will return the applicants' numbers in the order of their coming."""
    word = lottery_words(seed + " arrival ", instance.applicant_ids)
    moment = (word[:, 0] >> np.uint64(64 - BITS)).astype(np.int64)
    moment *= 1 + instance.need_tier.astype(np.int64)
    return np.lexsort((word[:, 3], word[:, 2], word[:, 1], word[:, 0], moment))


class FirstComeFirstServed:
    """All places, given as people come."""

    def __init__(self, market: Market, closed: NDArray[np.bool_]) -> None:
        """This function will keep who is open."""
        self._market = market
        self._line = market.rank[arrivals(market.instance, seed=market.seed)]
        self._capacity = np.where(closed, 0, market.instance.capacity).astype(np.int32)

    def close(self, session: int) -> None:
        """This function will give the places anew as if the session had never been there."""
        self._capacity[session] = 0

    def places(self) -> Places:
        """This function will let everybody take places in the order of arrival."""
        market, instance = self._market, self._market.instance
        held = market.no_places()
        take.on(market.steps)(
            self._line,
            market.indptr,
            market.wish,
            instance.slot,
            instance.program,
            held,
            self._capacity.copy(),
        )
        return held


@Kernel
def take(
    line: Int32s,
    indptr: Int64s,
    wish: Int32s,
    slot: Int32s,
    program: Int32s,
    held: Places,
    left: Int32s,
) -> None:
    """This function will give each in line the best wishes with a place left."""
    for at in range(len(line)):
        applicant = line[at]
        room = held.start[applicant + 1] - held.start[applicant]
        for position in range(indptr[applicant], indptr[applicant + 1]):
            if held.size[applicant] == room:
                break
            session = wish[position]
            if left[session] > 0 and not clashes(held, applicant, session, slot, program):
                left[session] -= 1
                held.session[held.start[applicant] + held.size[applicant]] = session
                held.size[applicant] += 1
