"""Sharing out places: seconds, memory and who gets what, beside the peers.

Invented markets (see `_markets`), the same for everybody: they are drawn from fixed seeds. Each
size runs in a process of its own, so that its peak memory is its own; ours and the peers' run in
the same one. Times are processor seconds (all use one core), so that what else the machine does
counts little. Ours take everything a round needs, from arrays to a checked outcome; a peer's take
its solving alone. Medians over the seeds. Times depend on the machine; the shares do not.

Sizes that take long may be measured one by one, each with as many seeds as there is time for, and
joined: `--size student --seeds 5`, at last `--join --write`, which keeps the page of the reference.
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
from typing import TYPE_CHECKING, Any, Final

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
    compiled,
    published_rank,
    verify,
)
from fair_allocation.allocation import NumberedPlaces
from fair_allocation.compiled import Kernel
from fair_allocation.properties import glance, standing

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT: Final = Path(__file__).resolve().parents[1]
PAGE: Final = ROOT / "docs" / "reference" / "performance.md"
KEPT: Final = ROOT / "build" / "bench-allocation"
SEED: Final = "hamkke benchmark 1"
OURS: Final = (DEFERRED_ACCEPTANCE, SERIAL_DICTATORSHIP, FIRST_COME_FIRST_SERVED)
MOST_SECONDS: Final = 3.0
MOST_MB: Final = 500


@Kernel
def one_pass(
    indptr: np.ndarray,
    wish: np.ndarray,
    applicants: tuple[np.ndarray, np.ndarray],
    sessions: tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray],
) -> int:
    """Read every wish, and of its applicant and session what the properties speak of, once.

    The yardstick of the check: no less has to be read to know all of it.
    """
    quota, own = applicants
    capacity, reserve, slot, program, theirs = sessions
    found = 0
    for applicant in range(len(indptr) - 1):
        found += quota[applicant] + own[applicant]
        for at in range(indptr[applicant], indptr[applicant + 1]):
            session = wish[at]
            found += capacity[session] + reserve[session]
            found += slot[session] + program[session] + theirs[session]
    return found


def measure(size: str, seeds: int) -> dict[str, Any]:
    """Measure one size in this process: ours first, so that the memory is ours."""
    rows: dict[str, list[dict[str, float]]] = {}
    compiled.LITTLE = 0  # no loop runs interpreted, however small the market
    for mechanism in OURS:
        _ours(market("district"), mechanism)  # loads what is compiled
    if not seeds:
        return {}
    instance = market(size)
    verify(instance, allocate(instance, mechanism=DEFERRED_ACCEPTANCE, seed=SEED))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for seed in range(seeds):
        instance = market(size, seed * (SEEDS // seeds))
        for mechanism in OURS:
            rows.setdefault(mechanism, []).append(_ours(instance, mechanism))
    order_of: dict[int, np.ndarray] = {}
    for peer in PEERS:
        if size in peer.sizes and peer.is_installed:
            for seed in range(min(seeds, 3)):
                simple = market(size, seed * (SEEDS // seeds), simple=True)
                order = order_of.setdefault(seed, np.argsort(published_rank(simple, seed=SEED)))
                seconds, given = peer.timed(simple, order)
                found = {"seconds": seconds, **asdict(quality(simple, _outcome(simple, given)))}
                rows.setdefault(peer.name, []).append(found)
    medians = {
        name: {key: statistics.median(run[key] for run in runs) for key in runs[0]}
        for name, runs in rows.items()
    }
    return {
        "size": size, "seeds": seeds, "wishes": len(instance.wish_session), "memory": memory,
        "rows": medians, "day": time.strftime("%Y-%m-%d"), "load": os.getloadavg()[0],
    }  # fmt: skip


def _ours(instance: Instance, mechanism: str) -> dict[str, float]:
    repeats = max(1, min(25, 100_000 // len(instance.quota)))  # short times need a median

    def often(action: Callable[[], Any]) -> float:
        return statistics.median(_seconds(action) for _ in range(repeats))

    allocation = allocate(instance, mechanism=mechanism, seed=SEED)
    report = verify(instance, allocation)
    assert report.ok, report.violations[:3]
    found = {
        "seconds": often(lambda: allocate(instance, mechanism=mechanism, seed=SEED)),
        "check": often(lambda: verify(instance, allocation)),
    }
    if mechanism == DEFERRED_ACCEPTANCE:
        nobody = Instance((), ())
        nothing = allocate(nobody, mechanism=mechanism, seed=SEED)
        found |= {
            "order": often(lambda: standing.first_words(instance, SEED)),
            "fixed": often(lambda: verify(nobody, nothing)),
            **_against_a_pass(instance, allocation, repeats),
        }
    return {**found, **asdict(quality(instance, allocation))}


def _against_a_pass(instance: Instance, allocation: Allocation, repeats: int) -> dict[str, float]:
    """Measure the check, the order drawn beforehand, and a pass in turn: what of both, how many."""
    drawn = standing.first_words(instance, SEED)
    draw, glance.first_words = glance.first_words, lambda *_: drawn
    try:
        pairs = [
            (_seconds(lambda: verify(instance, allocation)), _seconds(lambda: _pass_over(instance)))
            for _ in range(4 * repeats)
        ]
    finally:
        glance.first_words = draw
    return {
        "edges": statistics.median(check for check, _ in pairs),
        "pass": statistics.median(once for _, once in pairs),
        "passes": statistics.median(check / once for check, once in pairs),
    }


def _seconds(action: Callable[[], Any]) -> float:
    begun = time.process_time()
    action()
    return time.process_time() - begun


def _pass_over(instance: Instance) -> int:
    return one_pass.compiled(
        instance.wish_indptr,
        instance.wish_session,
        (instance.quota, instance.applicant_district),
        (
            instance.capacity, instance.reserve, instance.slot, instance.program,
            instance.session_district,
        ),
    )  # fmt: skip


def _outcome(instance: Instance, given: np.ndarray) -> Allocation:
    start = np.zeros(len(given) + 1, np.int64)
    np.cumsum(given >= 0, out=start[1:])
    places = NumberedPlaces(instance, start, given[given >= 0].astype(np.int32))
    return Allocation("peer", SEED, places)


def start_up() -> tuple[float, float]:
    """Seconds, and processor seconds, to import, load machine code and share out a district.

    In a fresh process each; the invented market is drawn in between and does not count.
    """
    script = (
        "import sys, time; now = lambda: (time.perf_counter(), time.process_time())\n"
        "sys.path.insert(0, sys.argv[1]); begun = now()\n"
        "from fair_allocation import allocate, DEFERRED_ACCEPTANCE\n"
        "took = now()\n"
        "from _markets import market\n"
        "instance = market('district')\n"
        "again = now()\n"
        "allocate(instance, mechanism=DEFERRED_ACCEPTANCE, seed='1')\n"
        "print(*[t - b + n - a for b, t, a, n in zip(begun, took, again, now())])"
    )
    command = [sys.executable, "-c", script, str(ROOT / "benchmarks")]
    runs = [[*map(float, subprocess.check_output(command).split())] for _ in range(5)]
    clock, processor = (statistics.median(run[which] for run in runs) for which in (0, 1))
    return clock, processor


def report(found: list[dict[str, Any]], warm: tuple[float, float]) -> str:
    """Write the page: tables, then each must with what was measured."""
    lines = [
        "# Performance of the allocation",
        "",
        "Written by `./hamkke bench allocation --write`; run it again, do not edit this page.",
        (
            f"{os.cpu_count()} processors, {platform.machine()}, Python "
            f"{platform.python_version()}. Processor seconds, medians over the seeds (peers: to 3)."
        ),
        "",
        "Ours: the lottery, the rounds with reserves and second places; `check` is every property,",
        "with an order drawn anew. Peers solve a simpler market: one place each, no reserves.",
    ]
    for one in found:
        n, m = SIZES[one["size"]]
        lines += ["", f"## {one['size']}: {n:,} × {m:,}, {one['wishes']:,} wishes", ""]
        lines += [
            (
                f"Seeds: {one['seeds']}; {one['day']}, at a load of {one['load']:.1f}. "
                f"Peak memory of ours, market included: {one['memory']:.0f} MB."
            ),
            "",
        ]
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


def _musts(found: list[dict[str, Any]], warm: tuple[float, float]) -> list[str]:
    lines = ["| must | measured | reached |", "|---|---|---|"]

    def say(must: str, measured: str, reached: bool) -> None:  # noqa: FBT001
        lines.append(f"| {must} | {measured} | {'yes' if reached else '**no**'} |")

    split: list[tuple[str, dict[str, float]]] = []
    for one in found:
        ours, dictator = one["rows"][DEFERRED_ACCEPTANCE], one["rows"][SERIAL_DICTATORSHIP]
        whole = ours["seconds"] + ours["check"]
        ratio = whole / dictator["seconds"]
        say(
            f"{one['size']}: with check ≤ 6 × our serial dictatorship", f"{ratio:.2f} ×", ratio <= 6
        )
        passes = ours["passes"]
        say(f"{one['size']}: check, order drawn, ≤ 2 passes", f"{passes:.2f} passes", passes <= 2)
        split.append((one["size"], ours))
        peer = one["rows"].get("matching: hospital-resident")
        if peer:
            times = peer["seconds"] / whole
            say("district: ≥ 1,000 × faster than `matching`", f"{times:,.0f} ×", times >= 1000)
        if one["size"] == "student":
            fits = whole <= MOST_SECONDS and one["memory"] <= MOST_MB
            say("student: ≤ 3 s and ≤ 500 MB", f"{whole:.2f} s, {one['memory']:.0f} MB", fits)
    clock, processor = warm
    measured = f"{clock:.2f} s ({processor:.2f} s of the processor)"
    say("import and warm start ≤ 1 s", measured, clock <= 1)
    if len(found) > 1:
        for what, key in (("sharing out", "seconds"), ("check", "check")):
            x = [math.log(one["wishes"]) for one in found]
            y = [math.log(one["rows"][DEFERRED_ACCEPTANCE][key]) for one in found]
            slope = statistics.linear_regression(x, y).slope
            say(f"{what}: exponent over wishes ≤ 1.1 (an aim)", f"{slope:.2f}", slope <= 1.1)
    lines += [
        "",
        "A pass reads every wish once, and of its applicant and session what the properties speak",
        "of: quota, district; capacity, reserve, slot, program, district. The order is drawn from",
        "applicants, not from wishes (a SHA-256 each), so it stands beside. Milliseconds:",
        "",
        "| size | check | drawing the order anew | all else of it | with nobody at all | a pass |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for size, ours in split:
        parts = (ours[name] * 1000 for name in ("check", "order", "edges", "fixed", "pass"))
        lines.append(f"| {size} | " + " | ".join(f"{part:.3f}" for part in parts) + " |")
    return lines


def main() -> None:
    """Measure each size in a process of its own and print the page."""
    words = argparse.ArgumentParser(prog="./hamkke bench allocation")
    words.add_argument("--size", action="append", choices=SIZES, help="one or several sizes")
    words.add_argument("--seeds", type=int, default=5, help=f"up to {SEEDS}")
    words.add_argument(
        "--join", action="store_true", help="add the sizes that were measured before"
    )
    words.add_argument("--write", action="store_true", help="keep docs/reference/performance.md")
    words.add_argument("--measure", choices=SIZES, help=argparse.SUPPRESS)
    given = words.parse_args()
    os.environ.setdefault("FAIR_ALLOCATION_CODE", str(ROOT / "build" / "machine-code"))
    if given.measure:
        sys.stdout.write(json.dumps(measure(given.measure, given.seeds)))
        return
    missing = [peer.name for peer in PEERS if not peer.is_installed]
    if missing:
        sys.stderr.write(f"Not installed, left out: {', '.join(missing)}\n")
    KEPT.mkdir(parents=True, exist_ok=True)
    asked = given.size or ([] if given.join else list(SIZES))
    if asked:
        _measured("district", 0)  # translates the loops
    for size in asked:
        sys.stderr.write(f"{size}…\n")
        begun = time.perf_counter()
        (KEPT / f"{size}.json").write_text(_measured(size, given.seeds))
        sys.stderr.write(f"{size}: {time.perf_counter() - begun:.0f} s\n")
    known = [KEPT / f"{size}.json" for size in SIZES if given.join or size in asked]
    found = [json.loads(file.read_text()) for file in known if file.exists()]
    page = report(found, start_up())
    sys.stdout.write(page)
    if given.write:
        PAGE.write_text(page, encoding="utf-8")


def _measured(size: str, seeds: int) -> str:
    command = [sys.executable, __file__, "--measure", size, "--seeds", str(seeds)]
    return subprocess.check_output(command, text=True)


if __name__ == "__main__":
    main()
