"""Deferred acceptance with reserved places: the default mechanism.

One round: every applicant asks for the best wish; every session keeps, of all who ask so far, those
it would choose, and refuses the others, who ask for their next wish; until nobody is refused. What
a session chooses: first up to ``reserve`` applicants of its own district, in the published order;
then for all places left, reserved ones included, whoever is first among all others who ask.

Properties of one round, and so of the whole where every quota is 1 and no session has a minimum:
- no justified envy: whoever holds a place that an applicant misses is ahead of the applicant in the
  published order, or is of the session's district while no more of its district hold places than
  are reserved;
- no waste: no place stays free that an applicant prefers to the place given;
- best for all: every applicant gets the best place of all allocations of that round with these two
  properties;
- strategy-proof: listing the true wishes in the true order is best, whatever others do.
With several rounds (see `rounds`) the first two hold by turns: whoever holds a place that an
applicant misses had it at an earlier turn (as a first program where it would have been the
applicant's second), or at the same turn and as above. Listing the true wishes is then best for the
first place, but not always for the second. With minimums the first three hold among the sessions
that run, and the last may fail: a wish more can keep a session alive.

Complexity: O(W log c) for W wishes and capacities up to c, a round.

Sources: D. Gale, L. S. Shapley: College admissions and the stability of marriage (1962). Reserves:
I. E. Hafalir, M. B. Yenmez, M. A. Yildirim: Effective affirmative action in school choice (2013).
The order of asking does not matter: D. G. McVitie, L. B. Wilson (1970); so applicants ask one after
the other here, first in line first (most then are refused at a glance), and a session is closed by
letting it refuse everybody.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fair_allocation.allocation import Allocation
from fair_allocation.columns import Int32s, Int64s
from fair_allocation.compiled import Kernel
from fair_allocation.instance import Instance
from fair_allocation.mechanisms.cancellation import allocate_with_minimums
from fair_allocation.mechanisms.market import NONE, Market, Places, clashes
from fair_allocation.mechanisms.rounds import Entry, InRounds

NAME = "deferred-acceptance"


def allocate(instance: Instance, *, seed: str) -> Allocation:
    """This function will share out the places by deferred acceptance in rounds."""
    return allocate_with_minimums(Market.of(instance, seed=seed), NAME, start)


def start(market: Market, closed: NDArray[np.bool_]) -> InRounds:
    """This function will run the first round without the sessions closed."""
    return InRounds(market, closed, DeferredAcceptance)


ROW = 8
CAPACITY, RESERVE, MEMBER_OF, FIRST, MEMBERS, OTHERS, LAST_MEMBER, LAST_OTHER = range(ROW)
"""What ``session`` says of each: one row, so that refusing at a glance reads memory once.

``FIRST`` is where its stretch of both heaps begins; ``MEMBERS`` and ``OTHERS`` count them, the
``LAST_`` are their tops (`NONE` when empty).
"""


class State(NamedTuple):
    """Everything the loops read and write.

    Two heaps a session, in one stretch of each array, hold who has a place there for now:
    ``members`` of its district and ``others``, the last in the published order on top.
    """

    wish_end: Int64s
    wish: Int32s
    slot: Int32s
    program: Int32s
    district: Int32s
    held: Places
    takes_part: NDArray[np.bool_]
    session: NDArray[np.int32]
    next_wish: Int64s
    given: Int32s
    members: Int32s
    others: Int32s


class DeferredAcceptance:
    """One round, finished; `close` goes on from there."""

    def __init__(self, market: Market, entry: Entry) -> None:
        """This function will run the round to its end."""
        instance = market.instance
        first, room = _stretches(market, entry)
        session = np.zeros((len(first), ROW), np.int32)
        session[:, CAPACITY] = entry.capacity
        session[:, RESERVE] = entry.reserve
        session[:, MEMBER_OF] = market.member_of
        session[:, FIRST] = first
        session[:, LAST_MEMBER] = session[:, LAST_OTHER] = NONE
        self._steps = market.steps
        self._state = State(
            wish_end=market.indptr[1:],
            wish=market.wish,
            slot=instance.slot,
            program=instance.program,
            district=market.district,
            held=entry.held,
            takes_part=entry.takes_part,
            session=session,
            next_wish=entry.next_wish,
            given=np.full(len(market.rank), NONE, np.int32),
            members=np.empty(room, np.int32),
            others=np.empty(room, np.int32),
        )
        self.next_wish = self._state.next_wish
        self.given = self._state.given
        run_round.on(self._steps)(self._state)

    def close(self, session: int) -> None:
        """This function will let a session refuse everybody, who then ask on."""
        close_session.on(self._steps)(self._state, session)


def _stretches(market: Market, entry: Entry) -> tuple[Int64s, int]:
    """This function will return where the heaps of each session begin, and the room of all."""
    bounds = np.zeros(len(entry.capacity) + 1, np.int64)
    np.cumsum(entry.capacity, out=bounds[1:])
    if bounds[-1] > len(market.wish):  # room for more than can ever be there
        np.cumsum(np.minimum(entry.capacity, market.demand), out=bounds[1:])
    return bounds[:-1], int(bounds[-1])


@Kernel
def run_round(state: State) -> None:
    """This function will let everybody who takes part ask until nobody is refused."""
    for applicant in range(len(state.given)):
        if state.takes_part[applicant]:
            settle(state, applicant)


@Kernel
def close_session(state: State, number: int) -> None:
    """This function will close a session and settle whom it had."""
    session = state.session[number]
    first, members, others = session[FIRST], session[MEMBERS], session[OTHERS]
    session[CAPACITY] = session[RESERVE] = session[MEMBERS] = session[OTHERS] = 0
    for at in range(first, first + members):
        settle(state, state.members[at])
    for at in range(first, first + others):
        settle(state, state.others[at])


@Kernel
def settle(state: State, applicant: int) -> None:
    """This function will let an applicant ask, and whoever is refused for it, until all rest."""
    asking = applicant
    while asking != NONE:
        session = next_wish_of(state, asking)
        state.given[asking] = session
        if session == NONE:
            return
        asking = ask(state, state.session[session], asking)


@Kernel
def next_wish_of(state: State, applicant: int) -> int:
    """This function will step to the next wish that may be asked for; `NONE` at the end."""
    at = state.next_wish[applicant]
    end = state.wish_end[applicant]
    while at < end:
        session = state.wish[at]
        at += 1
        if state.session[session, CAPACITY] > 0 and not clashes(
            state.held, applicant, session, state.slot, state.program
        ):
            state.next_wish[applicant] = at
            return int(session)
    state.next_wish[applicant] = at
    return NONE


@Kernel
def ask(state: State, session: Int32s, applicant: int) -> int:
    """This function will return whom the session refuses now, `NONE` while it has room."""
    district = state.district[applicant]
    is_member = session[MEMBER_OF] != NONE and session[MEMBER_OF] == district
    refused = NONE
    if session[MEMBERS] + session[OTHERS] >= session[CAPACITY]:
        refused = last_in_line(session, applicant, is_member)
        if refused == applicant:
            return applicant
        # whom a session refuses stands on top of one of its heaps
        if refused == session[LAST_OTHER]:
            session[LAST_OTHER] = pop(state.others, session[FIRST], session[OTHERS])
            session[OTHERS] -= 1
        else:
            session[LAST_MEMBER] = pop(state.members, session[FIRST], session[MEMBERS])
            session[MEMBERS] -= 1
    if is_member:
        session[LAST_MEMBER] = push(state.members, session[FIRST], session[MEMBERS], applicant)
        session[MEMBERS] += 1
    else:
        session[LAST_OTHER] = push(state.others, session[FIRST], session[OTHERS], applicant)
        session[OTHERS] += 1
    return refused


@Kernel
def last_in_line(session: Int32s, applicant: int, is_member: bool) -> int:  # noqa: FBT001
    """This function will return who of those at a full session, the newcomer included, must go.

    Within the reserve every member is safe. Beyond it the last member competes like anybody.
    """
    last_member, last_other = session[LAST_MEMBER], session[LAST_OTHER]
    if is_member:
        last_member = max(last_member, applicant)
    else:
        last_other = max(last_other, applicant)
    if session[MEMBERS] + is_member <= session[RESERVE]:
        return int(last_other)
    return int(max(last_other, last_member))


@Kernel
def push(heap: Int32s, first: int, count: int, applicant: int) -> int:
    """This function will add to a heap of ``count`` that begins at ``first``; return its top."""
    at = count
    while at > 0:
        parent = (at - 1) // 2
        if heap[first + parent] >= applicant:
            break
        heap[first + at] = heap[first + parent]
        at = parent
    heap[first + at] = applicant
    return int(heap[first])


@Kernel
def pop(heap: Int32s, first: int, count: int) -> int:
    """This function will take the greatest from a heap of ``count``; return the next top."""
    if count == 1:
        return NONE
    last = heap[first + count - 1]
    at = 0
    while True:
        child = 2 * at + 1
        if child >= count - 1:
            break
        if child + 1 < count - 1 and heap[first + child + 1] > heap[first + child]:
            child += 1
        if heap[first + child] <= last:
            break
        heap[first + at] = heap[first + child]
        at = child
    heap[first + at] = last
    return int(heap[first])
