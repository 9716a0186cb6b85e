"""Sharing out places: seconds, memory and who gets what, beside the peers.

Invented markets (see `_markets`), the same for everybody: they are drawn from fixed seeds. Each
size runs in a process of its own, so that its peak memory is its own. Our times take everything a
round needs, from arrays to a checked outcome; a peer's take its solving alone. Medians over the
seeds. Times depend on the machine; the shares do not. `--write` keeps the page of the reference.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import numpy as np
from _markets import SEEDS, SIZES, market
from _peers import PEERS
from _quality import quality

from fair_allocation import (
    DEFERRED_ACCEPTANCE,
    FIRST_COME_FIRST_SERVED,
    SERIAL_DICTATORSHIP,
    Allocation,
    Instance,
    allocate,
    published_rank,
    verify,
)
from fair_allocation.allocation import NumberedPlaces
from fair_allocation.compiled import Kernel

ROOT: Final = Path(__file__).resolve().parents[1]
PAGE: Final = ROOT / "docs" / "reference" / "performance.md"
SEED: Final = "hamkke benchmark 1"
OURS: Final = (DEFERRED_ACCEPTANCE, SERIAL_DICTATORSHIP, FIRST_COME_FIRST_SERVED)
MOST_SECONDS: Final = 3.0
MOST_MB: Final = 500


@Kernel
def one_pass(indptr: np.ndarray, wish: np.ndarray, left: np.ndarray) -> int:
    """Read every wish and what its session has left, once: the yardstick of the check."""
    found = 0
    for applicant in range(len(indptr) - 1):
        for at in range(indptr[applicant], indptr[applicant + 1]):
            found += left[wish[at]]
    return found


def measure(size: str, seeds: int) -> dict[str, Any]:
    """Measure one size in this process: ours first, so that the memory is ours."""
    rows: dict[str, list[dict[str, float]]] = {}
    _ = one_pass.compiled  # imports numba
    for mechanism in OURS:
        _ours(market("district"), mechanism)  # loads what is compiled
    for seed in range(seeds):
        instance = market(size, seed * (SEEDS // seeds))
        for mechanism in OURS:
            rows.setdefault(mechanism, []).append(_ours(instance, mechanism))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    order_of: dict[int, np.ndarray] = {}
    for peer in PEERS:
        if size in peer.sizes and peer.is_installed:
            for seed in range(min(seeds, 3)):
                simple = market(size, seed * (SEEDS // seeds), simple=True)
                order = order_of.setdefault(seed, np.argsort(published_rank(simple, seed=SEED)))
                seconds, given = peer.timed(simple, order)
                found = {"seconds": seconds, **asdict(quality(simple, _outcome(simple, given)))}
                rows.setdefault(peer.name, []).append(found)
    return {"size": size, "wishes": len(instance.wish_session), "memory": memory, "rows": {
        name: {key: statistics.median(run[key] for run in runs) for key in runs[0]}
        for name, runs in rows.items()
    }}  # fmt: skip


def _ours(instance: Instance, mechanism: str) -> dict[str, float]:
    moments = [time.perf_counter()]
    allocation = allocate(instance, mechanism=mechanism, seed=SEED)
    moments.append(time.perf_counter())
    report = verify(instance, allocation)
    moments.append(time.perf_counter())
    assert report.ok, report.violations[:3]
    steps = len(instance.wish_session) + len(instance.quota)
    one_pass.on(steps)(instance.wish_indptr, instance.wish_session, instance.capacity)
    moments.append(time.perf_counter())
    one_pass.on(steps)(instance.wish_indptr, instance.wish_session, instance.capacity)
    passing = time.perf_counter() - moments[-1]
    run, check = moments[1] - moments[0], moments[2] - moments[1]
    found = {
        "seconds": run,
        "check": check,
        "pass": passing,
        "edges": _edge_work(instance, allocation),
    }
    return {**found, **asdict(quality(instance, allocation))}


def _edge_work(instance: Instance, allocation: Allocation) -> float:
    """The check without drawing the order again: what grows with the wishes."""
    from fair_allocation.properties import (  # noqa: PLC0415
        capacity,
        claims,
        minimums,
        no_envy,
        no_waste,
        only_wished,
        quotas,
        same_program,
        slots,
    )

    order = no_envy.standings(instance, allocation.seed)
    keep, no_envy.standings = no_envy.standings, lambda *_: order
    try:
        begun = time.perf_counter()
        found = claims.find_claims(instance, allocation)
        for plain in (only_wished, capacity, quotas, slots, same_program, minimums):
            plain.find(instance, allocation)
        no_waste.find(instance, allocation, found)
        no_envy.find(instance, allocation, found)
        return time.perf_counter() - begun
    finally:
        no_envy.standings = keep


def _outcome(instance: Instance, given: np.ndarray) -> Allocation:
    start = np.zeros(len(given) + 1, np.int64)
    np.cumsum(given >= 0, out=start[1:])
    places = NumberedPlaces(instance, start, given[given >= 0].astype(np.int32))
    return Allocation("peer", SEED, places)


def start_up() -> float:
    """Seconds to import, load what is compiled and share out a district in a fresh process."""
    script = (
        "import time; begun = time.perf_counter()\n"
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from fair_allocation import allocate, DEFERRED_ACCEPTANCE\n"
        "took = time.perf_counter() - begun\n"
        "from _markets import market\n"
        "instance = market('district')\n"
        "begun = time.perf_counter()\n"
        "allocate(instance, mechanism=DEFERRED_ACCEPTANCE, seed='1')\n"
        "print(took + time.perf_counter() - begun)"
    )
    command = [sys.executable, "-c", script, str(ROOT / "benchmarks")]
    return statistics.median(float(subprocess.check_output(command)) for _ in range(3))


def report(found: list[dict[str, Any]], warm: float, seeds: int) -> str:
    """Write the page: tables, then each must with what was measured."""
    lines = [
        "# Performance of the allocation",
        "",
        "Written by `./hamkke bench allocation --write`; run it again, do not edit this page.",
        (
            f"{os.cpu_count()} processors, {platform.machine()}, Python "
            f"{platform.python_version()}; medians over {seeds} seeds (peers: up to 3)."
        ),
        "",
        "Ours: the lottery, the rounds with reserves and second places; `check` is every property,",
        "with an order drawn anew. Peers solve a simpler market: one place each, no reserves.",
    ]
    for one in found:
        n, m = SIZES[one["size"]]
        lines += ["", f"## {one['size']}: {n:,} × {m:,}, {one['wishes']:,} wishes", ""]
        lines += [f"Peak memory of ours, market included: {one['memory']:.0f} MB.", ""]
        lines += [
            "| rule | seconds | check | served | first wish | mean rank | in need served | envy |",
            "|---|---:|---:|---:|---:|---:|---:|---:|",
        ]
        for name, row in one["rows"].items():
            check = f"{row['check']:.4f}" if "check" in row else ""
            lines.append(
                f"| {name} | {row['seconds']:.4f} | {check} | {row['served']:.1%} | "
                f"{row['first']:.1%} | {row['mean_rank']:.2f} | {row['need_served']:.1%} | "
                f"{row['envy']:.0f} |"
            )
    return "\n".join([*lines, "", "## Musts", "", *_musts(found, warm), ""])


def _musts(found: list[dict[str, Any]], warm: float) -> list[str]:
    lines = ["| must | measured | reached |", "|---|---|---|"]

    def say(must: str, measured: str, reached: bool) -> None:  # noqa: FBT001
        lines.append(f"| {must} | {measured} | {'yes' if reached else '**no**'} |")

    for one in found:
        ours, dictator = one["rows"][DEFERRED_ACCEPTANCE], one["rows"][SERIAL_DICTATORSHIP]
        whole = ours["seconds"] + ours["check"]
        ratio = whole / dictator["seconds"]
        say(
            f"{one['size']}: with check ≤ 6 × our serial dictatorship", f"{ratio:.2f} ×", ratio <= 6
        )
        passes = ours["edges"] / ours["pass"]
        say(
            f"{one['size']}: edge work of the check ≤ 2 passes", f"{passes:.2f} passes", passes <= 2
        )
        peer = one["rows"].get("matching: hospital-resident")
        if peer:
            times = peer["seconds"] / whole
            say("district: ≥ 1,000 × faster than `matching`", f"{times:,.0f} ×", times >= 1000)
        if one["size"] == "student":
            fits = whole <= MOST_SECONDS and one["memory"] <= MOST_MB
            say("student: ≤ 3 s and ≤ 500 MB", f"{whole:.2f} s, {one['memory']:.0f} MB", fits)
    say("import and warm start ≤ 1 s", f"{warm:.2f} s", warm <= 1)
    if len(found) > 1:
        for what, key in (("sharing out", "seconds"), ("edge work of the check", "edges")):
            x = [math.log(one["wishes"]) for one in found]
            y = [math.log(one["rows"][DEFERRED_ACCEPTANCE][key]) for one in found]
            slope = statistics.linear_regression(x, y).slope
            say(f"{what}: exponent over wishes ≤ 1.1 (an aim)", f"{slope:.2f}", slope <= 1.1)
    return lines


def main() -> None:
    """Measure each size in a process of its own and print the page."""
    words = argparse.ArgumentParser(prog="./hamkke bench allocation")
    words.add_argument("--size", action="append", choices=SIZES, help="one or several sizes")
    words.add_argument("--seeds", type=int, default=5, help=f"up to {SEEDS}")
    words.add_argument("--write", action="store_true", help="keep docs/reference/performance.md")
    words.add_argument("--measure", choices=SIZES, help=argparse.SUPPRESS)
    given = words.parse_args()
    os.environ.setdefault("FAIR_ALLOCATION_CODE", str(ROOT / "build" / "compiled"))
    if given.measure:
        sys.stdout.write(json.dumps(measure(given.measure, given.seeds)))
        return
    missing = [peer.name for peer in PEERS if not peer.is_installed]
    if missing:
        sys.stderr.write(f"Not installed, left out: {', '.join(missing)}\n")
    found = []
    for size in given.size or SIZES:
        sys.stderr.write(f"{size}…\n")
        command = [sys.executable, __file__, "--measure", size, "--seeds", str(given.seeds)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # compiles
        found.append(json.loads(subprocess.check_output(command)))
    page = report(found, start_up(), given.seeds)
    sys.stdout.write(page)
    if given.write:
        PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
