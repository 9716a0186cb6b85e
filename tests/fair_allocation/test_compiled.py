"""Compiled loops give what interpreted ones give, from wherever they are kept."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from fair_allocation import MECHANISMS, Allocation, Instance, allocate, compiled, verify
from fair_allocation.properties.claims import find_claims

if TYPE_CHECKING:
    from pathlib import Path


def market(seed: int, applicants: int = 400, sessions: int = 40) -> Instance:
    """Everything at once: reserves, minimums, second places, clashes."""
    chance = np.random.default_rng(seed)
    wishes = [chance.permutation(sessions)[: chance.integers(0, 9)] for _ in range(applicants)]
    capacity = chance.integers(0, 40, sessions)
    return Instance.from_arrays(
        applicant_ids=[f"a{n}" for n in range(applicants)],
        session_ids=[f"s{n}" for n in range(sessions)],
        wish_indptr=np.cumsum([0, *map(len, wishes)]),
        wish_session=np.concatenate(wishes),
        capacity=capacity,
        quota=chance.integers(0, 4, applicants),
        need_tier=chance.integers(0, 3, applicants),
        past_losses=chance.integers(0, 3, applicants),
        applicant_district=chance.integers(-1, 3, applicants),
        session_district=chance.integers(0, 3, sessions),
        reserve=capacity // 3,
        minimum=capacity * 2 // 3,
        slot=chance.integers(-1, 9, sessions),
        program=chance.integers(-1, 15, sessions),
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("compiled")


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_compiled_and_interpreted_give_the_same(
    mechanism: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("numba.config.CACHE_DIR", str(folder))
    monkeypatch.setattr(compiled, "LITTLE_ONCE_LOADED", compiled.LITTLE)
    for seed in range(3):
        instance = market(seed)
        slow = allocate(instance, mechanism=mechanism, seed="1")
        assert slow.cancelled
        broken = Allocation(
            mechanism, "2", dict(zip(slow.places, [*slow.places.values()][::-1], strict=True))
        )
        found = verify(instance, broken)
        claims = find_claims(instance, broken)
        with monkeypatch.context() as changed:
            changed.setattr(compiled, "LITTLE", -1)
            changed.setattr(compiled, "LITTLE_ONCE_LOADED", -1)
            fast = allocate(instance, mechanism=mechanism, seed="1")
            assert fast == slow
            assert verify(instance, fast).ok
            assert verify(instance, broken) == found
            again = find_claims(instance, broken)
            for one, other in ((claims.held, again.held), (claims.missed, again.missed)):
                for name in ("applicant", "session", "turn"):
                    assert np.array_equal(getattr(one, name), getattr(other, name))
    assert list(folder.rglob("*.nbi")), "compiled code is kept"


def test_a_read_only_install_compiles_without_keeping(tmp_path: Path) -> None:
    script = """
import sys
from fair_allocation import compiled
import numba.core.caching as caching
caching.CacheImpl._locator_classes = []  # as where no folder can be written to
@compiled.Kernel
def double(number: int) -> int:
    return 2 * number
assert double.compiled(21) == double(21) == 42
"""
    path = tmp_path / "script.py"
    path.write_text(script)
    subprocess.run([sys.executable, str(path)], check=True)
