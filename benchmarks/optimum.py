"""The lexicographic optimum against general solvers: seconds, memory, exactness, who could gain.

    python benchmarks/optimum.py [--size district city national student] [--seeds N] [--gain N]

Every solver gets the same markets, one place each, no reserves, in the same run. The optimum's time
takes in the lottery, the certificate and its check; a peer's is without the conversion of the
input. Times are processor seconds (all of them use one core), the median over the seeds, after one
run to warm up; each runs in a process of its own for its peak memory. `counts` compares the vector
(served of each group, first wishes, second, …) with the optimum's, which is proved.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import statistics
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from _markets import SEEDS, SIZES, market
from rich.console import Console
from rich.table import Table

from fair_allocation import LEXICOGRAPHIC_OPTIMUM, Instance, allocate, compiled, verify

if TYPE_CHECKING:
    from collections.abc import Callable

SEED = "hamkke benchmark 1"
LARGE = ("national", "student")
"""What takes so long that warming up does not show."""
OURS = "optimum, proved and checked"
PEERS = {
    "OR-Tools min-cost flow, base 16": ("min_cost_flow_of", tuple(SIZES)[:3]),
    "HiGHS linear program": ("highs_of", ("district",)),
    "SciPy linear_sum_assignment": ("linear_sum_assignment_of", ("district",)),
}


def counts(edges: Any, given: Any) -> list[int]:
    """Served of each group, the first in line first; then places of each rank."""
    edge = np.asarray(given)
    edge = edge[edge >= 0]
    group = edges.group[edges.applicant[edge]]
    ranks = np.bincount(edges.rank[edge], minlength=int(edges.rank.max(initial=0)) + 1)
    return [*np.bincount(group, minlength=edges.group.max() + 1)[:0:-1], *ranks]


def measure(name: str, size: str, seeds: list[int]) -> tuple[list[float], list[list[int]], int]:
    """Time one solver on each seed; also its counts and its peak memory in MB."""
    import _optimum_peers as peers  # noqa: PLC0415 - in the process that measures

    compiled.LITTLE = 0  # no loop runs interpreted, however small the market
    times, found = [], []
    for number, seed in enumerate([seeds[0], *seeds] if size not in LARGE else seeds):
        instance = market(size, seed, simple=True)
        edges = peers.Edges(instance)
        begun = time.process_time()
        if name == OURS:
            allocation = allocate(instance, mechanism=LEXICOGRAPHIC_OPTIMUM, seed=SEED)
            report = verify(instance, allocation)
            spent = time.process_time() - begun
            assert report.ok, report.violations[:3]
            given = _edges_of(instance, allocation)
        else:
            given = getattr(peers, PEERS[name][0])(edges)
            spent = time.process_time() - begun
        if number or size in LARGE:
            times.append(spent)
            found.append(counts(edges, given))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return times, found, peak


def _edges_of(instance: Instance, allocation: Any) -> np.ndarray:
    start, session = allocation.numbered(instance)
    given = np.full(len(instance.applicant_ids), -1)
    held = np.repeat(np.arange(len(given)), np.diff(start))
    wanted = np.full(len(given), -1)
    wanted[held] = session
    owner = np.repeat(np.arange(len(given)), np.diff(instance.wish_indptr))
    edge = np.flatnonzero(instance.wish_session == wanted[owner])
    given[owner[edge]] = edge
    return given


def apart(function: Callable[..., Any], *args: Any) -> Any:
    """Run a function in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(function, args)


def could_gain(size: str, tries: int) -> tuple[int, int, int]:
    """How many of some applicants would get a better wish by listing fewer.

    Each in turn keeps only the first of the wishes, then the first two, and so on short of all;
    everybody else stays. Also returns how many were tried, and how many lost their place by it.
    """
    instance = market(size, SEEDS // 2, simple=True)
    chance = np.random.default_rng(1)
    chosen = chance.choice(len(instance.applicant_ids), tries, replace=False).tolist()
    honest = allocate(instance, mechanism=LEXICOGRAPHIC_OPTIMUM, seed=SEED)
    gained = lost = 0
    for number in chosen:
        one = instance.applicants[number]
        rank = {wish: place for place, wish in enumerate(one.wishes)}
        worth = min((rank[s] for s in honest.of(one.id)), default=len(rank))
        results = []
        for length in range(1, min(worth + 1, len(one.wishes))):
            shorter = replace(one, wishes=one.wishes[:length])
            others = (*instance.applicants[:number], shorter, *instance.applicants[number + 1 :])
            lied = allocate(
                Instance(others, instance.sessions), mechanism=LEXICOGRAPHIC_OPTIMUM, seed=SEED
            )
            results.append(min((rank[s] for s in lied.of(one.id)), default=len(rank)))
        gained += min(results, default=worth) < worth
        lost += max(results, default=worth) > worth
    return gained, lost, tries


def main() -> None:
    """Measure and print the tables."""
    options = argparse.ArgumentParser()
    options.add_argument("--size", nargs="+", choices=tuple(SIZES), default=["district", "city"])
    options.add_argument("--seeds", type=int, default=5)
    options.add_argument("--gain", type=int, default=100, help="applicants tried for their gain")
    chosen = options.parse_args()
    table = Table("market", "solver", "seconds", "ratio", "memory", "counts", title="optimum")
    seeds = [round(n * (SEEDS - 1) / max(1, chosen.seeds - 1)) for n in range(chosen.seeds)]
    for size in chosen.size:
        times, proved, peak = apart(measure, OURS, size, seeds)
        ours = statistics.median(times)
        table.add_row(size, OURS, f"{ours:.3f}", "1.00", f"{peak} MB", "proved")
        for name, (_, sizes) in PEERS.items():
            if size in sizes or (size == "student" and name.startswith("OR-Tools")):
                times, found, peak = apart(measure, name, size, seeds)
                theirs = statistics.median(times)
                same = sum(a == b for a, b in zip(proved, found, strict=True))
                table.add_row(
                    size, name, f"{theirs:.3f}", f"{ours / theirs:.2f}", f"{peak} MB",
                    f"{same} of {len(seeds)} the same",
                )  # fmt: skip
    Console().print(table)
    if chosen.gain:
        gained, lost, tries = could_gain("district", chosen.gain)
        print(
            f"Listing fewer wishes: of {tries} applicants {gained} would gain by it, {lost} would "
            "lose if they cut too far (district, everybody else honest)."
        )


if __name__ == "__main__":
    main()
