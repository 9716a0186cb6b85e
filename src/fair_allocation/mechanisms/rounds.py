"""Several places for one applicant: rounds.

Round k gives each applicant who got a place in every round before, and may have k or
more, at most one further place. The mechanism at hand shares out the places that are left, each
applicant listing what is left of the wishes: those below the place of the round before, without
clashes of slot or program with the places held. Places once given stay. Nobody wins anything by
asking for the better wishes again: each refused in an earlier round, so it was full then and stays
full. For the same reason whoever gets nothing in a round would get nothing in any later one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from fair_allocation.columns import Int32s, Int64s
from fair_allocation.compiled import Kernel
from fair_allocation.mechanisms.market import NONE, Market, Places


@dataclass(frozen=True)
class Entry:
    """What a round starts from; the round may change all of it but ``held``."""

    held: Places
    takes_part: NDArray[np.bool_]
    capacity: Int32s  # places left, by session
    reserve: Int32s  # reserved places left, by session
    next_wish: Int64s  # position of the next wish, by applicant


class Round(Protocol):
    """One finished round of a mechanism."""

    given: Int32s  # session of each applicant, NONE without
    next_wish: Int64s  # position behind the wish given, by applicant

    def close(self, session: int) -> None:
        """This function will give the places anew as if the session had never been there."""


StartRound = Callable[[Market, Entry], Round]


class InRounds:
    """A mechanism run in rounds; sessions can be closed one after the other."""

    def __init__(self, market: Market, closed: NDArray[np.bool_], start: StartRound) -> None:
        """This function will run the first round."""
        instance = market.instance
        self._market = market
        self._start = start
        self._closed = closed.copy()
        self._first = start(
            market,
            Entry(
                held=market.no_places(),
                takes_part=market.quota > 0,
                capacity=np.where(closed, 0, instance.capacity).astype(np.int32),
                reserve=np.where(closed, 0, instance.reserve).astype(np.int32),
                next_wish=market.indptr[:-1].copy(),
            ),
        )

    def close(self, session: int) -> None:
        """This function will give the places anew as if the session had never been there."""
        self._closed[session] = True
        self._first.close(session)

    def places(self) -> Places:
        """This function will run the rounds after the first and return all places."""
        market, last = self._market, self._first
        held = market.no_places()
        add_given.on(market.steps)(held, last.given)
        for turn in range(2, int(market.quota.max(initial=0)) + 1):
            takes_part = (last.given != NONE) & (market.quota >= turn)
            takes_part &= last.next_wish < market.indptr[1:]
            if not takes_part.any():
                break
            capacity, reserve = self._places_left(held)
            last = self._start(
                market, Entry(held, takes_part, capacity, reserve, last.next_wish.copy())
            )
            if (last.given == NONE).all():
                break
            add_given.on(market.steps)(held, last.given)
        return held

    def _places_left(self, held: Places) -> tuple[Int32s, Int32s]:
        market, instance = self._market, self._market.instance
        capacity, reserve = instance.capacity.copy(), instance.reserve.copy()
        take_away.on(market.steps)(held, market.district, market.member_of, capacity, reserve)
        capacity[self._closed] = 0
        # Others may hold places that were reserved but not asked for.
        return capacity, np.minimum(capacity, reserve)


@Kernel
def add_given(held: Places, given: Int32s) -> None:
    """This function will add what a round gave to the places held."""
    for applicant in range(len(given)):
        if given[applicant] != NONE:
            held.session[held.start[applicant] + held.size[applicant]] = given[applicant]
            held.size[applicant] += 1


@Kernel
def take_away(
    held: Places, district: Int32s, member_of: Int32s, capacity: Int32s, reserve: Int32s
) -> None:
    """This function will take the places held out of capacity and reserve."""
    for applicant in range(len(held.size)):
        first = held.start[applicant]
        for at in range(first, first + held.size[applicant]):
            session = held.session[at]
            capacity[session] -= 1
            if reserve[session] > 0 and district[applicant] == member_of[session]:
                reserve[session] -= 1
