"""The lexicographic optimum: the most served, then the neediest, then the best wishes.

One round (every applicant at most one place) finds the allocation that has, in this order,
1. the most applicants served, and among them the most of those who stand first in need tier, then
   in past losses: the number served of the first group, of the first two groups and so on is each
   the greatest there is, all at once (the sets that can be served form a matroid, so serving more
   of one group never costs another one in total);
2. the most first wishes, then the most second wishes, and so on to the last;
3. the most reserved places held by applicants of the session's district, up to each reserve;
4. the greatest lottery sum: of each place given (128 - 2·rank + 1, or + 0 on a place that its
   session has reserved) times 2³² less the first 32 bits of the applicant's lottery key (for lists
   of more than 64 wishes, twice their length takes the place of 128). Should that be equal too, the
   next 32 bits decide in the same way, and so on.
A place is a reserved one, or an open one; both may be held by anybody. What no step decides is
refused (`NotProved`); so the outcome is the only one of its kind. With several places for one
applicant, rounds share out what the rounds before left (see `rounds`), each to its optimum.
Minimums as in `cancellation`.

Proof: whole-number prices of places, one vector for each session, compared in lexicographic order.
At these prices nobody would rather have another place, or none, than what is given, and no place is
left that costs anything; by linear duality the allocation is then the best one. `allocate` refuses
what it cannot prove so (`NotProved`). The certificate goes into the bundle, and
`properties.optimality` checks it in one pass.

**Not strategy-proof**: who lists few wishes, or only those few others want, can gain. So it is
never the default. Envy is not ruled out either: a class may lose a place to one behind it in the
published order, if that serves others better.

Complexity: an auction in O(W) a pass for W wishes, some dozens of passes, then its exact end; the
measured growth is in docs/reference/performance.

Sources: D. P. Bertsekas, D. A. Castañón (1989, 1992) on auctions; M. Klein (1967) on its exact end;
J. Edmonds: Matroids and the greedy algorithm (1971); R. W. Irving and others: Rank-maximal
matchings (2006) for what is maximised.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fair_allocation import errors
from fair_allocation.allocation import Allocation
from fair_allocation.columns import NONE, Int32s, Int64s
from fair_allocation.compiled import Kernel
from fair_allocation.instance import Instance
from fair_allocation.lottery import lottery_words
from fair_allocation.mechanisms.cancellation import allocate_with_minimums
from fair_allocation.mechanisms.market import Market, Places, clashes, merit_of
from fair_allocation.mechanisms.optimum import Proved, find_optimum
from fair_allocation.mechanisms.rounds import Entry, InRounds
from fair_allocation.mechanisms.weights import LOTTERY_BITS, Counting

NAME = "lexicographic-optimum"
MOST_WISHES = 4_000_000
"""A nation's class groups; more would take minutes, and more memory than one machine may have."""
LOTTERY_WORDS = (1, 8)
"""One word of the lottery nearly always decides; if not, all of the key does."""


def allocate(instance: Instance, *, seed: str) -> Allocation:
    """This function will share out the places to the lexicographic optimum, and prove it.

    Raises `TooLargeToProve` before anything is tried, `NotProved` where no proof was found.
    """
    wishes = len(instance.wish_session)
    if wishes > MOST_WISHES:
        raise errors.TooLargeToProve(NAME, wishes, MOST_WISHES)
    running: list[OptimumInRounds] = []

    def begin(market: Market, closed: NDArray[np.bool_]) -> OptimumInRounds:
        running.append(start(market, closed))
        return running[-1]

    allocation = allocate_with_minimums(Market.of(instance, seed=seed), NAME, begin)
    return replace(allocation, certificate=running[-1].certificate())


def start(market: Market, closed: NDArray[np.bool_]) -> "OptimumInRounds":
    """This function will run the first round without the sessions closed."""
    return OptimumInRounds(market, closed)


def join(certificates: Iterable[Mapping[str, Any]]) -> Mapping[str, object] | None:
    """This function will join the proofs of components; None where they count unlike words."""
    known = list(certificates)
    if any(one["lottery_words"] != LOTTERY_WORDS[0] for one in known):
        return None
    rounds: list[dict[str, Any]] = [{"prices": {}}]
    for certificate in known:
        for number, proof in enumerate(certificate["rounds"]):
            rounds += [{}] if number == len(rounds) else []
            for name, value in proof.items():
                both = rounds[number].get(name)
                if isinstance(value, dict):
                    rounds[number][name] = dict(sorted({**(both or {}), **value}.items()))
                else:
                    rounds[number][name] = sorted([*(both or []), *value])
    return {"lottery_words": LOTTERY_WORDS[0], "rounds": rounds}


class OptimumInRounds(InRounds):
    """The optimum round after round, with the proof of each."""

    def __init__(self, market: Market, closed: NDArray[np.bool_]) -> None:
        """This function will run the first round."""
        self._rounds: list[OptimumRound] = []
        super().__init__(market, closed, self._start_round)

    def places(self) -> Places:
        """This function will run the rounds after the first and return all places."""
        del self._rounds[1:]
        return super().places()

    def certificate(self) -> Mapping[str, object]:
        """This function will return the proof of each round, fit for JSON."""
        words = max(one.words for one in self._rounds)
        return {"lottery_words": words, "rounds": [one.proof() for one in self._rounds]}

    def _start_round(self, market: Market, entry: Entry) -> "OptimumRound":
        self._rounds.append(OptimumRound(market, entry))
        return self._rounds[-1]


class OptimumRound:
    """One round. A session with a reserve is two to the optimum: its open and reserved places.

    The number of the reserved places of session ``s`` is m + s.
    """

    def __init__(self, market: Market, entry: Entry) -> None:
        """This function will find the optimum of the round and its proof."""
        self._market = market
        self._entry = entry
        self._first_wish = entry.next_wish.copy()
        self._find()

    def close(self, session: int) -> None:
        """This function will give the places anew as if the session had never been there."""
        self._entry.capacity[session] = self._entry.reserve[session] = 0
        self._find()

    def proof(self) -> Mapping[str, object]:
        """This function will return the prices of open and reserved places, and who holds those."""
        instance = self._market.instance
        m = len(instance.session_ids)
        prices = self._proved.prices
        names = instance.session_ids
        found: dict[str, object] = {"prices": _named(names, prices[:m])}
        if self._entry.reserve.any():
            order = np.empty(len(self._market.rank), np.int32)
            order[self._market.rank] = np.arange(len(order), dtype=np.int32)
            holders = np.flatnonzero(self._on_reserved)
            found["reserved_prices"] = _named(names, prices[m:])
            found["on_reserved"] = sorted(instance.applicant_ids[order[a]] for a in holders)
        return {name: value for name, value in found.items() if value or name == "prices"}

    def _find(self) -> None:
        market, entry = self._market, self._entry
        m = len(entry.capacity)
        indptr, wishes = self._edges()
        session, kind = wishes[0], wishes[1]
        capacity = (entry.capacity - entry.reserve).astype(np.int64)
        if entry.reserve.any():
            capacity = np.concatenate((capacity, entry.reserve.astype(np.int64)))
        for self.words in LOTTERY_WORDS:
            counting = self._counting(self.words)
            proved = find_optimum(indptr, session, kind, capacity, counting)
            if proved is not None:
                break
        else:
            raise errors.NotProved(NAME, len(market.rank), m)
        self._take(proved, session, wishes[2], m)

    def _edges(self) -> tuple[Int64s, NDArray[np.int32]]:
        market, entry, instance = self._market, self._entry, self._market.instance
        n = len(market.rank)
        indptr = np.zeros(n + 1, np.int64)
        room = 2 if entry.reserve.any() else 1
        edges = np.empty((3, room * len(market.wish)), np.int32)
        list_edges.on(market.steps)(
            (market.indptr, market.wish, self._first_wish, entry.takes_part),
            (entry.capacity, entry.reserve, market.member_of),
            (instance.slot, instance.program, market.district),
            entry.held,
            indptr,
            edges,
        )
        return indptr, edges[:, : indptr[-1]]

    def _counting(self, words: int) -> Counting:
        market, instance = self._market, self._market.instance
        order = np.empty(len(market.rank), np.int32)
        order[market.rank] = np.arange(len(order), dtype=np.int32)
        group = np.searchsorted(market.scale.merits, merit_of(instance)).astype(np.int64) + 1
        keys = lottery_words(market.seed, instance.applicant_ids)
        halves = np.stack([keys >> np.uint64(32), keys & np.uint64(2**32 - 1)], axis=2)
        halves = halves.reshape(len(keys), LOTTERY_WORDS[-1])[:, :words]
        lottery = 2**LOTTERY_BITS - halves.astype(np.int64)
        return Counting(
            group=group[order],
            ranks=market.scale.ranks,
            reserves=bool(self._entry.reserve.any()),
            lottery=np.ascontiguousarray(lottery[order].T),
        )

    def _take(self, proved: Proved, session: Int32s, position: Int32s, m: int) -> None:
        self._proved = proved
        held = proved.given != NONE
        edges = proved.given[held]
        n = len(proved.given)
        self.given = np.full(n, NONE, np.int32)
        self.given[held] = session[edges] % max(1, m)
        self._on_reserved = np.zeros(n, np.bool_)
        self._on_reserved[held] = session[edges] >= m
        self.next_wish = self._market.indptr[1:].copy()
        self.next_wish[held] = self._market.indptr[:-1][held] + position[edges] + 1


def _named(names: tuple[str, ...], prices: NDArray[np.int64]) -> dict[str, list[int]]:
    """This function will return the prices that are not 0, without the zeros they end in."""
    lengths = ((prices != 0) * np.arange(1, prices.shape[1] + 1)).max(axis=1, initial=0)
    rows = zip(names, prices.tolist(), lengths.tolist(), strict=True)
    return {name: row[:length] for name, row, length in rows if length}


@Kernel
def list_edges(
    wishes: tuple[Int64s, Int32s, Int64s, NDArray[np.bool_]],
    places: tuple[Int32s, Int32s, Int32s],
    labels: tuple[Int32s, Int32s, Int32s],
    held: Places,
    indptr: Int64s,
    edges: NDArray[np.int32],
) -> None:
    """This function will list session, kind and position of each wish that can still be given.

    Kinds as in `weights.kind_parts`: 4 · rank, + 2 for a member on a reserved place, + 1 on an
    open one.
    """
    wish_start, wish, first_wish, takes_part = wishes
    capacity, reserve, member_of = places
    slot, program, district = labels
    count = 0
    for applicant in range(len(takes_part)):
        if takes_part[applicant]:
            for at in range(first_wish[applicant], wish_start[applicant + 1]):
                session = wish[at]
                if capacity[session] == 0 or clashes(held, applicant, session, slot, program):
                    continue
                rank = at - wish_start[applicant] + 1
                if capacity[session] > reserve[session]:
                    edges[0, count], edges[1, count] = session, 4 * rank + 1
                    edges[2, count] = rank - 1
                    count += 1
                if reserve[session] > 0:
                    member = member_of[session] == district[applicant]
                    edges[0, count] = len(capacity) + session
                    edges[1, count] = 4 * rank + (2 if member else 0)
                    edges[2, count] = rank - 1
                    count += 1
        indptr[applicant + 1] = count
