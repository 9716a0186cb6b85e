"""An instance as connected components, each shared out by itself, joined to the identical result.

Two applicants are connected if they wish for one session; nothing that happens in one component
touches another. So components can be jobs on several processes or machines (`Allocator` takes any
``map``, such as that of an executor), and a component that did not change need not be run again: a
warm re-run, before publication, after somebody changed a wish.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from heapq import merge
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fair_allocation.allocation import Allocation, NumberedPlaces
from fair_allocation.columns import Columns, Int32s, Int64s
from fair_allocation.compiled import Kernel
from fair_allocation.errors import UnknownMechanism
from fair_allocation.instance import Instance
from fair_allocation.lottery import check_seed
from fair_allocation.mechanisms import IN_COMPONENTS, allocate, lexicographic_optimum
from fair_allocation.mechanisms.cancellation import Cancelled, Running, run_with_minimums
from fair_allocation.mechanisms.lexicographic_optimum import OptimumInRounds
from fair_allocation.mechanisms.market import Market, Scale, scale_of


class Outcome(NamedTuple):
    """What a component got, by its own numbers, its cancellations in their order, its proof."""

    indptr: Int64s
    session: Int32s
    cancelled: list[Cancelled]
    certificate: Mapping[str, object] | None


Map = Callable[[Callable[[Instance], Outcome], Iterable[Instance]], Iterable[Outcome]]


class Allocator:
    """Shares out component by component, and remembers the components of the last instance."""

    def __init__(self, *, mechanism: str, seed: str, map_: Map = map) -> None:
        """This function will keep the rule; `map_` runs the jobs, one component each."""
        if mechanism not in IN_COMPONENTS:
            raise UnknownMechanism(mechanism, tuple(IN_COMPONENTS))
        check_seed(seed)
        self._mechanism = mechanism
        self._seed = seed
        self._map = map_
        self._known: dict[Instance, Outcome] = {}
        self._measure: tuple[object, ...] = ()

    def allocate(self, instance: Instance) -> Allocation:
        """This function will return what `allocate` returns; only what changed is run."""
        parts = list(split(instance))
        scale = scale_of(instance)
        measure = (scale.merits.tobytes(), scale.ranks)
        if self._proves and measure != self._measure:
            self._known = {}  # proofs speak of all merits and ranks there are
        self._measure = measure
        new = [part for part in parts if part not in self._known]
        run = partial(run_component, mechanism=self._mechanism, seed=self._seed, scale=scale)
        found = dict(zip(new, self._map(run, new), strict=True))
        self._known = {part: found.get(part) or self._known[part] for part in parts}
        certificate = None
        if self._proves:
            proofs = [outcome.certificate or {} for outcome in self._known.values()]
            certificate = lexicographic_optimum.join(proofs)
            if certificate is None:  # a tie in one component: all must count more of the lottery
                return allocate(instance, mechanism=self._mechanism, seed=self._seed)
        return replace(self._join(instance), certificate=certificate)

    @property
    def _proves(self) -> bool:
        return self._mechanism == lexicographic_optimum.NAME

    def _join(self, instance: Instance) -> Allocation:
        lists: list[Int32s] = [np.empty(0, np.int32)] * len(instance.applicant_ids)
        sequences = []
        rank = Market.of(instance, seed=self._seed).session_rank
        for part, outcome in self._known.items():
            number_of = [instance.session_number_of[name] for name in part.session_ids]
            numbers = np.array(number_of, np.int32)
            given = np.split(numbers[outcome.session], outcome.indptr[1:-1])
            for name, held in zip(part.applicant_ids, given, strict=False):
                lists[instance.applicant_number_of[name]] = held
            sequences.append([_renumbered(one, number_of, rank) for one in outcome.cancelled])
        indptr = np.zeros(len(lists) + 1, np.int64)
        np.cumsum([len(one) for one in lists], out=indptr[1:])
        # Each time the neediest of all is cancelled: the one before all others at the heads.
        cancelled = [one.session for one in merge(*sequences)]
        places = NumberedPlaces(instance, indptr, np.concatenate([*lists, np.empty(0, np.int32)]))
        names = tuple(instance.session_ids[session] for session in cancelled)
        return Allocation(self._mechanism, self._seed, places, names)


def run_component(instance: Instance, *, mechanism: str, seed: str, scale: Scale) -> Outcome:
    """This function will share out one component: a job. ``scale`` is that of the whole."""
    market = Market.of(instance, seed=seed, scale=scale)
    running: list[Running] = []

    def begin(market: Market, closed: NDArray[np.bool_]) -> Running:
        running.append(IN_COMPONENTS[mechanism](market, closed))
        return running[-1]

    places, cancelled = run_with_minimums(market, begin)
    start, session = market.allocation(mechanism, places, []).numbered(instance)
    (one,) = running
    proof = one.certificate() if isinstance(one, OptimumInRounds) else None
    return Outcome(start, session, cancelled, proof)


def split(instance: Instance) -> Iterable[Instance]:
    """This function will yield the connected components. O(wishes) and little more."""
    n, m = len(instance.applicant_ids), len(instance.session_ids)
    root = np.arange(n + m, dtype=np.int64)
    connect.on(n + len(instance.wish_session))(instance.wish_indptr, instance.wish_session, root)
    by_root = np.argsort(root, kind="stable")
    for nodes in np.split(by_root, np.flatnonzero(np.diff(root[by_root])) + 1):
        if len(nodes):
            yield _part(instance, nodes[nodes < n], nodes[nodes >= n] - n)


@Kernel
def connect(indptr: Int64s, wish: Int32s, root: Int64s) -> None:
    """This function will give all nodes of a component (applicants, then sessions) one root."""
    applicants = len(indptr) - 1
    for applicant in range(applicants):
        for at in range(indptr[applicant], indptr[applicant + 1]):
            one, other = root_of(root, applicant), root_of(root, applicants + wish[at])
            root[max(one, other)] = min(one, other)
    for node in range(len(root)):
        root[node] = root_of(root, node)


@Kernel
def root_of(root: Int64s, node: int) -> int:
    """This function will find the root of a node, and shorten the way to it."""
    while root[node] != node:
        root[node] = root[root[node]]
        node = root[node]
    return node


def _part(instance: Instance, applicants: Int64s, sessions: Int64s) -> Instance:
    new_number = np.full(len(instance.session_ids), -1, np.int32)
    new_number[sessions] = np.arange(len(sessions), dtype=np.int32)
    rows = [instance.wish_session[slice(*instance.wish_indptr[a : a + 2])] for a in applicants]
    of_applicants = ("quota", "need_tier", "past_losses", "applicant_district")
    of_sessions = ("capacity", "minimum", "reserve", "slot", "program", "session_district")
    assert {*of_applicants, *of_sessions} < set(Columns.names())
    return Instance.from_arrays(
        applicant_ids=[instance.applicant_ids[a] for a in applicants],
        session_ids=[instance.session_ids[s] for s in sessions],
        wish_indptr=np.cumsum([0, *map(len, rows)]),
        wish_session=new_number[np.concatenate([*rows, np.empty(0, np.int32)])],
        **{name: getattr(instance, name)[applicants] for name in of_applicants},
        **{name: getattr(instance, name)[sessions] for name in of_sessions},
        districts=instance.districts,
        slots=instance.slots,
        programs=instance.programs,
    )


def _renumbered(one: Cancelled, number_of: list[int], rank: Int32s) -> Cancelled:
    session = number_of[one.session]
    ticket = int(rank[session]) if one.phase == 1 else session
    return one._replace(session=session, ticket=ticket)
