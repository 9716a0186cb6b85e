"""Component by component, on several processes, warm or cold: the identical result."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context

import pytest
from hypothesis import given, settings

from fair_allocation import (
    DEFERRED_ACCEPTANCE,
    LEXICOGRAPHIC_OPTIMUM,
    Applicant,
    Bundle,
    Instance,
    allocate,
    components,
    errors,
)
from fair_allocation.components import Allocator, split
from fair_allocation.mechanisms import IN_COMPONENTS
from tests.fair_allocation.strategies import SEEDS, instances
from tests.fair_allocation.test_compiled import market


def cities(count: int) -> Instance:
    """Several markets side by side that share nothing but slots, programs and districts."""
    applicants, sessions = [], []
    for city in range(count):
        one = market(city, applicants=60, sessions=8)
        named = {s.id: f"{city}-{s.id}" for s in one.sessions}
        sessions += [replace(s, id=named[s.id]) for s in one.sessions]
        applicants += [
            replace(a, id=f"{city}-{a.id}", wishes=tuple(named[w] for w in a.wishes))
            for a in one.applicants
        ]
    return Instance(applicants, sessions)


@pytest.mark.parametrize("mechanism", IN_COMPONENTS)
@settings(max_examples=60, deadline=None)
@given(instances(most_applicants=7, most_sessions=7), SEEDS)
def test_components_join_to_the_whole(mechanism: str, instance: Instance, seed: str) -> None:
    whole = allocate(instance, mechanism=mechanism, seed=seed)
    joined = Allocator(mechanism=mechanism, seed=seed).allocate(instance)
    assert joined == whole


@pytest.mark.parametrize("mechanism", [DEFERRED_ACCEPTANCE, LEXICOGRAPHIC_OPTIMUM])
def test_several_worker_processes_give_the_same_bytes(mechanism: str) -> None:
    instance = cities(4)
    assert sum(len(part.applicant_ids) > 1 for part in split(instance)) == 4
    whole = allocate(instance, mechanism=mechanism, seed="1")
    assert len({name[0] for name in whole.cancelled}) > 1, "cancellations of several components"
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as workers:
        allocator = Allocator(mechanism=mechanism, seed="1", map_=workers.map)
        joined = allocator.allocate(instance)
    same = [Bundle.of(instance, found).to_bytes() for found in (whole, joined)]
    assert same[0] == same[1]


def test_a_warm_run_runs_only_what_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    before = cities(4)
    allocator = Allocator(mechanism=DEFERRED_ACCEPTANCE, seed="1")
    allocator.allocate(before)
    run: list[Instance] = []
    cold = components.run_component
    monkeypatch.setattr(
        components,
        "run_component",
        lambda part, **rule: run.append(part) or cold(part, **rule),  # type: ignore[func-returns-value]
    )
    leaving = next(a for a in before.applicants if a.id.startswith("2-") and a.wishes)
    others = [a for a in before.applicants if a != leaving]
    after = Instance([*others, Applicant(leaving.id)], before.sessions)
    warm = allocator.allocate(after)
    assert warm == allocate(after, mechanism=DEFERRED_ACCEPTANCE, seed="1")
    assert {name[0] for part in run for name in part.applicant_ids} == {"2"}


def test_refuses_a_mechanism_that_knows_no_components() -> None:
    with pytest.raises(errors.UnknownMechanism):
        Allocator(mechanism="by hand", seed="1")
