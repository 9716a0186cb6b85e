"""The peers: what others publish, on the same market.

A peer is a function from (instance, order) to session numbers, one an applicant (-1: nothing);
`order` is the public order, first in line first. It is timed without the conversion of the input.
Register another with `@peer(name, sizes)`; what is not installed is left out with a note.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from fair_allocation import Instance

    Solve = Callable[[], np.ndarray]
    Prepare = Callable[[Instance, np.ndarray], Solve]


@dataclass(frozen=True)
class Peer:
    """A peer: `prepare` converts the input and returns what is timed."""

    name: str
    package: str
    sizes: tuple[str, ...]
    prepare: Prepare

    @property
    def is_installed(self) -> bool:
        """Whether its package is here: `uv sync --group peers`."""
        return find_spec(self.package) is not None

    def timed(self, instance: Instance, order: np.ndarray) -> tuple[float, np.ndarray]:
        """Run it once: processor seconds and outcome."""
        solve = self.prepare(instance, order)
        begun = time.process_time()
        given = solve()
        return time.process_time() - begun, given


PEERS: Final[list[Peer]] = []


def peer(name: str, package: str, *sizes: str) -> Callable[[Prepare], Prepare]:
    """Register a peer for the sizes it can finish."""

    def register(prepare: Prepare) -> Prepare:
        PEERS.append(Peer(name, package, sizes, prepare))
        return prepare

    return register


def _rows(instance: Instance) -> list[list[int]]:
    return [row.tolist() for row in np.split(instance.wish_session, instance.wish_indptr[1:-1])]


@peer("matching: hospital-resident", "matching", "district")
def hospital_resident(instance: Instance, order: np.ndarray) -> Solve:
    """Deferred acceptance, one place each, no reserves."""
    from matching.games import HospitalResident  # noqa: PLC0415 - only where it is measured

    residents = dict(enumerate(_rows(instance)))
    hospitals: dict[int, list[int]] = {s: [] for s in range(len(instance.session_ids))}
    for a in order.tolist():
        for s in residents[a]:
            hospitals[s].append(a)
    wished = {s: line for s, line in hospitals.items() if line}
    asking = {a: row for a, row in residents.items() if row}
    capacity = {s: int(instance.capacity[s]) for s in wished}

    def solve() -> np.ndarray:
        sys.setrecursionlimit(10**6)  # it copies its players deeply, one inside the other
        game = HospitalResident.create_from_dictionaries(asking, wished, capacity)
        given = np.full(len(residents), -1)
        for hospital, members in game.solve(optimal="resident").items():
            for member in members:
                given[member.name] = hospital.name
        return given

    return solve


@peer("fairpyx: serial dictatorship", "fairpyx", "district")
def serial_dictatorship(instance: Instance, order: np.ndarray) -> Solve:
    """One place each, no reserves."""
    import fairpyx  # noqa: PLC0415

    rows = _rows(instance)
    known = fairpyx.Instance(
        valuations={
            a: {s: len(row) - n for n, s in enumerate(row)} for a, row in enumerate(rows) if row
        },
        agent_capacities={a: 1 for a, row in enumerate(rows) if row},
        item_capacities=dict(enumerate(instance.capacity.tolist())),
    )
    line = [a for a in order.tolist() if rows[a]]

    def solve() -> np.ndarray:
        found = fairpyx.divide(
            fairpyx.algorithms.serial_dictatorship, instance=known, agent_order=line
        )
        given = np.full(len(rows), -1)
        for a, sessions in found.items():
            if sessions:
                given[a] = next(iter(sessions))
        return given

    return solve


@peer("networkx: most served", "networkx", "district")
def most_served(instance: Instance, order: np.ndarray) -> Solve:
    """The most applicants served by a maximum flow; it knows neither ranks nor order."""
    del order
    import networkx as nx  # noqa: PLC0415

    graph = nx.DiGraph()
    for a, row in enumerate(_rows(instance)):
        graph.add_edge("source", ("a", a), capacity=1)
        graph.add_edges_from((("a", a), ("s", s), {"capacity": 1}) for s in row)
    for s, places in enumerate(instance.capacity.tolist()):
        graph.add_edge(("s", s), "sink", capacity=places)

    def solve() -> np.ndarray:
        _, flow = nx.maximum_flow(graph, "source", "sink")
        given = np.full(len(instance.applicant_ids), -1)
        for (kind, a), targets in ((n, t) for n, t in flow.items() if isinstance(n, tuple)):
            for target, amount in targets.items():
                if kind == "a" and amount:
                    given[a] = target[1]
        return given

    return solve
