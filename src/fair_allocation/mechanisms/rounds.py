"""Several places for one applicant: rounds, and the cancellation of sessions that stay too small.

**Rounds.** Round k gives each applicant who got a place in every round before, and may have k or
more, at most one further place. The mechanism at hand shares out the places that are left, each
applicant listing what is left of the wishes: those below the place of the round before, without
clashes of slot or program with the places held. Places once given stay. Nobody wins anything by
asking for the better wishes again: each refused in an earlier round, so it was full then and stays
full. For the same reason whoever gets nothing in a round would get nothing in any later one.

**Cancellation.** A session that ends with fewer places given than its minimum cannot run.
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

from collections import Counter
from collections.abc import Callable
from typing import Protocol

from fair_allocation.allocation import Allocation
from fair_allocation.instance import Instance
from fair_allocation.lottery import lottery_key
from fair_allocation.mechanisms.market import NONE, Market, make_market


class Round(Protocol):
    """One round of a mechanism, with the places it gives."""

    given: list[int]  # session of each applicant, NONE without
    lists: list[list[int]]  # the wishes each applicant came with, best first
    position: list[int]  # how far down the list each applicant got: lists[a][position[a] - 1] given

    def close(self, session: int) -> None:
        """This function will give the places anew as if the session had never been there."""


StartRound = Callable[[Market, list[list[int]], list[int], list[int]], Round]
"""Market, lists, places left, reserved places left (both by session) → the finished round."""


def allocate_in_rounds(
    instance: Instance, *, mechanism: str, seed: str, start: StartRound
) -> Allocation:
    """This function will run a mechanism in rounds until every open session reaches its minimum."""
    market = make_market(instance, seed=seed)
    cancelled = _never_wished_enough(market)
    closed = set(cancelled)
    lists = [[wish for wish in wishes if wish not in closed] for wishes in market.wishes]
    lists = [wishes if market.quota[a] else [] for a, wishes in enumerate(lists)]
    first = start(market, lists, list(market.capacity), list(market.reserve))
    while True:
        held = _later_rounds(market, first, closed, start)
        given = Counter(session for sessions in held for session in sessions)
        failing = _most_lacking(market, given, seed)
        if failing == NONE:
            break
        cancelled.append(failing)
        closed.add(failing)
        first.close(failing)
    cancelled += [
        number
        for number, session in enumerate(market.sessions)
        if session.minimum and not given[number] and number not in closed
    ]
    return Allocation(
        mechanism=mechanism,
        seed=seed,
        places={
            applicant.id: tuple(market.sessions[number].id for number in held[a])
            for a, applicant in enumerate(market.applicants)
        },
        cancelled=tuple(market.sessions[number].id for number in cancelled),
    )


def _later_rounds(
    market: Market, first: Round, closed: set[int], start: StartRound
) -> list[list[int]]:
    held: list[list[int]] = [[] if given == NONE else [given] for given in first.given]
    last = first
    for turn in range(2, max(market.quota, default=0) + 1):
        left, reserved = _places_left(market, held, closed)
        lists: list[list[int]] = [
            [
                wish
                for wish in last.lists[a][last.position[a] :]
                if left[wish] and not market.clashes(wish, held[a])
            ]
            if given != NONE and market.quota[a] >= turn
            else []
            for a, given in enumerate(last.given)
        ]
        if not any(lists):
            break
        last = start(market, lists, left, reserved)
        for a, given in enumerate(last.given):
            if given != NONE:
                held[a].append(given)
    return held


def _places_left(
    market: Market, held: list[list[int]], closed: set[int]
) -> tuple[list[int], list[int]]:
    left, reserved = list(market.capacity), list(market.reserve)
    for a, sessions in enumerate(held):
        for session in sessions:
            left[session] -= 1
            if reserved[session] and market.district[a] == market.member_of[session]:
                reserved[session] -= 1
    for session in closed:
        left[session] = 0
    # Others may hold places that were reserved but not asked for.
    return left, [min(both) for both in zip(left, reserved, strict=True)]


def _never_wished_enough(market: Market) -> list[int]:
    wished = Counter(
        wish for a, wishes in enumerate(market.wishes) if market.quota[a] for wish in wishes
    )
    return [
        number for number, session in enumerate(market.sessions) if wished[number] < session.minimum
    ]


def _most_lacking(market: Market, given: Counter[int], seed: str) -> int:
    failing = [
        (given[number] - session.minimum, given[number], lottery_key(seed, session.id), number)
        for number, session in enumerate(market.sessions)
        if 0 < given[number] < session.minimum
    ]
    return min(failing)[-1] if failing else NONE
