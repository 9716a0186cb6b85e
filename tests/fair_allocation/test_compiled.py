"""Compiled loops give what interpreted ones give, from wherever they are kept."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from fair_allocation import MECHANISMS, Allocation, Instance, allocate, compiled, verify
from fair_allocation.properties.claims import find_claims

if TYPE_CHECKING:
    from pathlib import Path


def market(seed: int, applicants: int = 60, sessions: int = 20) -> Instance:
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


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_compiled_and_interpreted_give_the_same(
    mechanism: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    instance = market(0)
    with monkeypatch.context() as changed:
        changed.setattr(compiled, "LITTLE_ONCE_KEPT", compiled.LITTLE)
        slow = allocate(instance, mechanism=mechanism, seed="1")
        assert slow.cancelled
        broken = Allocation(
            mechanism, "2", dict(zip(slow.places, [*slow.places.values()][::-1], strict=True))
        )
        found = verify(instance, broken)
        claims = find_claims(instance, broken)
    with monkeypatch.context() as changed:
        changed.setattr(compiled, "LITTLE", -1)
        changed.setattr(compiled, "LITTLE_ONCE_KEPT", -1)
        fast = allocate(instance, mechanism=mechanism, seed="1")
        assert fast == slow
        assert verify(instance, fast).ok
        assert verify(instance, broken) == found
        again = find_claims(instance, broken)
        for one, other in ((claims.held, again.held), (claims.missed, again.missed)):
            for name in ("applicant", "session", "turn"):
                assert np.array_equal(getattr(one, name), getattr(other, name))


SCRIPT = """
import sys
import numpy as np
from fair_allocation import compiled
STEP = 2
@compiled.Kernel
def add(numbers: np.ndarray, more: int) -> int:
    total = more
    for at in range(len(numbers)):
        total += STEP * numbers[at]
    return total
numbers = np.arange(5, dtype=np.int32)
assert add.compiled(numbers, 1) == add(numbers, 1) == 21
print("numba" in sys.modules)
"""


def run_script(folder: Path, *, script: str = SCRIPT) -> bool:
    """Whether numba was needed."""
    path = folder.with_suffix(".py")
    path.write_text(script)
    answer = subprocess.run(
        [sys.executable, str(path)],
        check=True,
        stdout=subprocess.PIPE,
        env={**os.environ, "FAIR_ALLOCATION_CODE": str(folder)},
    )
    return answer.stdout == b"True\n"


def test_machine_code_is_kept_checked_and_made_again_when_the_source_changes(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "code"
    assert run_script(folder), "made"
    assert not run_script(folder), "loaded: numba is not imported"
    (kept,) = folder.glob("*.o")
    kept.write_bytes(kept.read_bytes()[:-1])
    assert run_script(folder), "a file cut short is made again"
    assert not run_script(folder)
    changed = SCRIPT.replace("STEP = 2", "STEP = 3").replace("== 21", "== 31")
    assert run_script(folder, script=changed), "another constant is another code"


def test_a_read_only_install_compiles_without_keeping(tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"
    nowhere.write_text("no folder")
    assert run_script(nowhere)


def test_a_million_who_all_wish_for_one_session() -> None:
    number = 10**6
    instance = Instance.from_arrays(
        applicant_ids=[f"a{n:07}" for n in range(number)],
        session_ids=["S"],
        wish_indptr=np.arange(number + 1),
        wish_session=np.zeros(number, np.int32),
        capacity=number // 3,
    )
    found = allocate(instance, mechanism=MECHANISMS[0], seed="1")
    assert len(found.numbered(instance)[1]) == number // 3
    assert verify(instance, found).ok
