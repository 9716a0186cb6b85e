"""Invented markets: a district's, a city's, a nation's class groups, a nation's students.

Wishes follow a Zipf popularity weakened by distance: an applicant draws sessions by popularity and
ranks those first that are near. Tightness is places over applicants; it runs from 0.6 to 1.2 over
the seeds. A fifth of a session's places go first to its own district; three in ten applicants may
have a second place; one need tier in four is above 0. Drawn from a fixed seed, so that everybody
measures the same.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from fair_allocation import Instance

SIZES: Final = {
    "district": (2_000, 200),
    "city": (35_000, 4_000),
    "national": (240_000, 30_000),
    "student": (800_000, 20_000),
}
WISHES: Final = 10
SEEDS: Final = 20
DRAWN: Final = 24
"""Sessions an applicant looks at before ranking the nearest ten."""

CHUNK: Final = 50_000


def market(size: str, seed: int = 0, *, simple: bool = False) -> Instance:
    """Draw a market; `simple` is the same without second places and reserves, for the peers."""
    n, m = SIZES[size]
    chance = np.random.default_rng([seed, n, m])
    grid = max(2, round((m / 160) ** 0.5))  # about 160 sessions a district
    at_applicant, at_session = chance.random((n, 2)), chance.random((m, 2))
    tightness = 0.6 + 0.6 * (seed % SEEDS) / (SEEDS - 1)
    share = chance.uniform(0.5, 1.5, m)
    capacity = np.maximum(1, np.rint(share / share.sum() * n * tightness)).astype(np.int32)
    wish_indptr, wish_session = _wishes(chance, at_applicant, at_session)
    return Instance.from_arrays(
        applicant_ids=[f"a{number:06}" for number in range(n)],
        session_ids=[f"s{number:05}" for number in range(m)],
        wish_indptr=wish_indptr,
        wish_session=wish_session,
        capacity=capacity,
        quota=1 if simple else np.where(chance.random(n) < 0.3, 2, 1).astype(np.int32),
        need_tier=chance.choice(4, n, p=[0.75, 0.15, 0.07, 0.03]).astype(np.int32),
        past_losses=chance.choice(4, n, p=[0.6, 0.25, 0.1, 0.05]).astype(np.int32),
        applicant_district=_district(at_applicant, grid),
        session_district=_district(at_session, grid),
        reserve=0 if simple else capacity // 5,
        slot=chance.integers(0, 60, m, dtype=np.int32),
        program=np.arange(m, dtype=np.int32) // 4,
    )


def _district(at: np.ndarray, grid: int) -> np.ndarray:
    cells = np.floor(at * grid).astype(np.int32)
    return (cells[:, 0] * grid + cells[:, 1]).astype(np.int32)


def _wishes(
    chance: np.random.Generator, at_applicant: np.ndarray, at_session: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    popularity = np.cumsum(1 / np.arange(5, len(at_session) + 5) ** 0.8)
    popularity /= popularity[-1]
    lengths, wished = [np.zeros(1, np.int64)], []
    for start in range(0, len(at_applicant), CHUNK):
        here = at_applicant[start : start + CHUNK].astype(np.float32)
        drawn = np.searchsorted(popularity, chance.random((len(here), DRAWN))).astype(np.int32)
        drawn.sort(axis=1)
        away = ((at_session[drawn].astype(np.float32) - here[:, None]) ** 2).sum(axis=2)
        dislike = away + chance.exponential(0.1, drawn.shape).astype(np.float32)
        dislike[:, 1:][drawn[:, 1:] == drawn[:, :-1]] = np.inf  # drawn twice
        best = np.argsort(dislike, axis=1)[:, :WISHES]
        kept = np.isfinite(np.take_along_axis(dislike, best, axis=1))
        wished.append(np.take_along_axis(drawn, best, axis=1)[kept])
        lengths.append(kept.sum(axis=1))
    return np.cumsum(np.concatenate(lengths)), np.concatenate(wished)
