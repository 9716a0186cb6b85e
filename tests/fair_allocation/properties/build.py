"""Allocations made by hand, for the checkers: nothing here runs a mechanism."""

from __future__ import annotations

from fair_allocation.allocation import Allocation

SEED = "1"


def given(cancelled: tuple[str, ...] = (), **places: str) -> Allocation:
    """An allocation from words: ``given(a="S T", b="")``."""
    return Allocation("by hand", SEED, {a: tuple(p.split()) for a, p in places.items()}, cancelled)
