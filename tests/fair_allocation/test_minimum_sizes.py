from __future__ import annotations

import sys
from itertools import combinations, product

import pytest
from hypothesis import given, settings

from fair_allocation import DEFERRED_ACCEPTANCE, Applicant, Instance, Session, allocate
from fair_allocation import minimum_sizes as sizes
from fair_allocation.errors import CoreTooLarge, SolverMissing
from tests.fair_allocation import oracle
from tests.fair_allocation.strategies import SEEDS, instances

# A gets two of the three it needs and goes; with the two who have B in A, all four were served.
LOST = Instance(
    [
        *(Applicant(f"a{n}", ("A",)) for n in range(2)),
        *(Applicant(f"b{n}", ("B", "A")) for n in range(2)),
    ],
    [Session("A", 5, minimum=3), Session("B", 5, minimum=2)],
)


def measured(instance: Instance, seed: str = "1") -> sizes.Comparison:
    return sizes.compare(instance, allocate(instance, mechanism=DEFERRED_ACCEPTANCE, seed=seed))


def test_tells_what_the_rule_lost() -> None:
    found = measured(LOST)
    assert (found.by_rule, found.best, found.lost, found.proved) == (2, 4, 2, True)


def test_without_cancellations_nothing_is_lost() -> None:
    found = measured(Instance([Applicant("a", ("S",))], [Session("S", 1)]))
    assert found == sizes.Comparison(0, 0, 0, 0, 0)


@settings(max_examples=40, deadline=None)
@given(instances(most_applicants=4, most_sessions=3, most_quota=2), SEEDS)
def test_the_optimum_is_what_going_through_every_possibility_finds(
    instance: Instance, seed: str
) -> None:
    allocation = allocate(instance, mechanism=DEFERRED_ACCEPTANCE, seed=seed)
    found = sizes.compare(instance, allocation)
    assert found.proved
    core = [a for a in instance.applicants if a.quota and set(a.wishes) & set(allocation.cancelled)]
    fixed = {
        s.id: sum(s.id in allocation.of(a.id) for a in instance.applicants if a not in core)
        for s in instance.sessions
    }
    most = max(
        sum(map(len, one))
        for one in product(*(_choices(instance, a) for a in core))
        if _runs(instance, fixed, one)
    )
    assert found.best == most
    assert found.by_rule == sum(len(allocation.of(a.id)) for a in core) <= most


def _choices(instance: Instance, applicant: Applicant) -> list[tuple[str, ...]]:
    return [
        places
        for size in range(min(applicant.quota, len(applicant.wishes)) + 1)
        for places in combinations(applicant.wishes, size)
        if not any(
            oracle.clash(instance.session(x), instance.session(y))
            for x, y in combinations(places, 2)
        )
    ]


def _runs(instance: Instance, fixed: dict[str, int], places: tuple[tuple[str, ...], ...]) -> bool:
    for session in instance.sessions:
        more = sum(session.id in mine for mine in places)
        if (
            fixed[session.id] + more
            and not session.minimum <= fixed[session.id] + more <= session.capacity
        ):
            return False
    return True


def test_refuses_what_is_too_large_or_has_no_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as changed:
        changed.setattr(sizes, "MOST_WISHES", 2)
        with pytest.raises(CoreTooLarge):
            measured(LOST)
    monkeypatch.setitem(sys.modules, "ortools.sat.python", None)
    with pytest.raises(SolverMissing):
        measured(LOST)
