"""Serial dictatorship: a small baseline to compare with.

In each round the applicants come in the published order, and each takes the best wish that still
has a place. It knows no reserved places.

Properties: those of `deferred_acceptance` with every reserve set to 0, whose outcome it then equals
(with one order for all sessions the two are the same), strategy-proofness of one round included.

Complexity: O(W) for W wishes, a round.

Source: M. Satterthwaite, H. Sonnenschein: Strategy-proof allocation mechanisms (1981).
"""

import numpy as np
from numpy.typing import NDArray

from fair_allocation.allocation import Allocation
from fair_allocation.columns import Int32s, Int64s
from fair_allocation.compiled import Kernel
from fair_allocation.instance import Instance
from fair_allocation.mechanisms.cancellation import allocate_with_minimums
from fair_allocation.mechanisms.market import NONE, Market, Places, clashes
from fair_allocation.mechanisms.rounds import Entry, InRounds

NAME = "serial-dictatorship"


def allocate(instance: Instance, *, seed: str) -> Allocation:
    """This function will share out the places by serial dictatorship in rounds."""
    return allocate_with_minimums(Market.of(instance, seed=seed), NAME, start)


def start(market: Market, closed: NDArray[np.bool_]) -> InRounds:
    """This function will run the first round without the sessions closed."""
    return InRounds(market, closed, SerialDictatorship)


class SerialDictatorship:
    """One round."""

    def __init__(self, market: Market, entry: Entry) -> None:
        """This function will run the round to its end."""
        self._market = market
        self._entry = entry
        self._choose()

    def close(self, session: int) -> None:
        """This function will let all choose again without the session."""
        self._entry.capacity[session] = 0
        self._choose()

    def _choose(self) -> None:
        market, entry, instance = self._market, self._entry, self._market.instance
        self.given = np.full(len(market.rank), NONE, np.int32)
        self.next_wish = entry.next_wish.copy()
        choose.on(market.steps)(
            np.flatnonzero(entry.takes_part).astype(np.int32),
            market.indptr[1:],
            market.wish,
            instance.slot,
            instance.program,
            entry.held,
            entry.capacity.copy(),
            self.next_wish,
            self.given,
        )


@Kernel
def choose(  # noqa: PLR0913, PLR0917 - a loop is compiled for arrays
    line: Int32s,
    wish_end: Int64s,
    wish: Int32s,
    slot: Int32s,
    program: Int32s,
    held: Places,
    left: Int32s,
    next_wish: Int64s,
    given: Int32s,
) -> None:
    """This function will give each applicant in line the next wish with a place left."""
    for at in range(len(line)):
        applicant = line[at]
        position = next_wish[applicant]
        while position < wish_end[applicant]:
            session = wish[position]
            position += 1
            if left[session] > 0 and not clashes(held, applicant, session, slot, program):
                left[session] -= 1
                given[applicant] = session
                break
        next_wish[applicant] = position
