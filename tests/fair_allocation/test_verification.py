"""What the mechanisms make passes; what anybody changes in it does not."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from fair_allocation import (
    DEFERRED_ACCEPTANCE,
    MECHANISMS,
    SERIAL_DICTATORSHIP,
    Allocation,
    Applicant,
    Bundle,
    Instance,
    Session,
    allocate,
    errors,
    verify,
    verify_bundle,
)
from tests.fair_allocation.strategies import SEEDS, instances

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

every_mechanism = pytest.mark.parametrize("mechanism", MECHANISMS)


@every_mechanism
@settings(max_examples=60, deadline=None)
@given(instances(most_applicants=12), SEEDS)
def test_what_a_mechanism_makes_passes(mechanism: str, instance: Instance, seed: str) -> None:
    allocation = allocate(instance, mechanism=mechanism, seed=seed)
    assert verify(instance, allocation).violations == ()
    assert verify_bundle(Bundle.of(instance, allocation)).ok


@every_mechanism
@settings(max_examples=30, deadline=None)
@given(instances(most_applicants=12), SEEDS)
def test_what_a_mechanism_makes_passes_at_a_glance(
    mechanism: str, instance: Instance, seed: str
) -> None:
    allocation = allocate(instance, mechanism=mechanism, seed=seed)
    with pytest.MonkeyPatch.context() as changed:
        changed.delattr("fair_allocation.verification.find_claims")  # what a search begins with
        assert verify(instance, allocation).ok


@every_mechanism
@settings(max_examples=50, deadline=None)
@given(instances(), SEEDS)
def test_no_single_change_of_places_or_cancellations_passes(
    mechanism: str, instance: Instance, seed: str
) -> None:
    allocation = allocate(instance, mechanism=mechanism, seed=seed)
    for changed in corruptions(instance, allocation):
        assert not verify(instance, changed).ok, changed


def corruptions(instance: Instance, true: Allocation) -> Iterator[Allocation]:
    """Every allocation that differs in one place, one applicant or one cancellation."""
    for applicant in instance.applicants:
        places = true.of(applicant.id)
        yield _without(true, applicant.id)
        for n, place in enumerate(places):
            rest = (*places[:n], *places[n + 1 :])
            yield _with(true, applicant.id, rest)
            yield _with(true, applicant.id, (*places, place))
        for session in instance.sessions:
            if session.id not in places:
                yield _with(true, applicant.id, (*places, session.id))
                for n in range(len(places)):
                    yield _with(true, applicant.id, (*places[:n], session.id, *places[n + 1 :]))
        if len(places) > 1:
            yield _with(true, applicant.id, places[::-1])
    yield _with(true, "somebody else", ())
    for session in instance.sessions:
        if session.id in true.cancelled:
            yield replace(true, cancelled=tuple(s for s in true.cancelled if s != session.id))
        else:
            yield replace(true, cancelled=(*true.cancelled, session.id))


def _with(true: Allocation, applicant: str, places: tuple[str, ...]) -> Allocation:
    return replace(true, places={**true.places, applicant: places})


def _without(true: Allocation, applicant: str) -> Allocation:
    return replace(true, places={a: p for a, p in true.places.items() if a != applicant})


@settings(max_examples=60, deadline=None)
@given(instances(), SEEDS)
def test_no_exchange_of_two_applicants_passes_a_bundle(instance: Instance, seed: str) -> None:
    true = allocate(instance, mechanism=DEFERRED_ACCEPTANCE, seed=seed)
    for one in instance.applicants:
        for other in instance.applicants:
            if true.of(one.id) < true.of(other.id):
                places = {**true.places, one.id: true.of(other.id), other.id: true.of(one.id)}
                bundle = Bundle.of(instance, replace(true, places=places))
                kinds = {v.kind for v in verify_bundle(bundle).violations}
                assert "NotReproduced" in kinds


def test_random_exchanges_are_named_by_the_property_they_break() -> None:
    chance = random.Random(7)
    names = [f"S{n}" for n in range(10)]
    instance = Instance(
        [
            Applicant(f"a{n}", tuple(chance.sample(names, 4)), past_losses=chance.randrange(3))
            for n in range(120)
        ],
        [Session(name, 8) for name in names],
    )
    true = allocate(instance, mechanism=DEFERRED_ACCEPTANCE, seed="1")
    served = [a.id for a in instance.applicants if true.of(a.id)]
    missed = [a.id for a in instance.applicants if not true.of(a.id)]
    for _ in range(200):
        one, other = chance.choice(served), chance.choice(missed)
        if true.of(one)[0] not in instance.applicant(other).wishes:
            continue
        places = {**true.places, one: (), other: true.of(one)}
        kinds = {v.kind for v in verify(instance, replace(true, places=places)).violations}
        assert kinds == {"JustifiedEnvy"}


def test_another_instance_under_the_same_digest_is_named() -> None:
    instance = Instance([Applicant("a", ("S",))], [Session("S", 1)])
    changed = Instance([Applicant("a", ("S",), need_tier=1)], [Session("S", 1)])
    allocation = allocate(changed, mechanism=DEFERRED_ACCEPTANCE, seed="1")
    report = verify_bundle(Bundle(changed, allocation, instance.digest))
    assert [v.kind for v in report.violations] == ["DigestDiffers"]


def test_another_seed_is_named_where_it_changes_the_result() -> None:
    instance = Instance([Applicant(f"a{n}", ("S",)) for n in range(9)], [Session("S", 4)])
    allocation = allocate(instance, mechanism=DEFERRED_ACCEPTANCE, seed="1")
    report = verify_bundle(Bundle.of(instance, replace(allocation, seed="2")))
    assert {v.kind for v in report.violations} == {"NotReproduced", "JustifiedEnvy"}


def test_another_order_of_cancelling_is_named() -> None:
    sessions = [Session("A", 3, minimum=2), Session("B", 3, minimum=2)]
    instance = Instance([Applicant("a", ("A", "B"))], sessions)
    allocation = allocate(instance, mechanism=DEFERRED_ACCEPTANCE, seed="1")
    assert set(allocation.cancelled) == {"A", "B"}
    turned = replace(allocation, cancelled=allocation.cancelled[::-1])
    report = verify_bundle(Bundle.of(instance, turned))
    assert [v.kind for v in report.violations] == ["CancellationsDiffer"]


def test_each_mechanism_is_held_to_what_it_promises() -> None:
    instance = Instance(
        [Applicant("out", ("S",), need_tier=1), Applicant("own", ("S",), district="11545")],
        [Session("S", 1, district="11545", reserve=1)],
    )
    plain = allocate(instance, mechanism=SERIAL_DICTATORSHIP, seed="1")
    assert verify(instance, plain).ok
    report = verify(instance, replace(plain, mechanism=DEFERRED_ACCEPTANCE))
    assert [v.as_dict() for v in report.violations] == [
        {
            "kind": "JustifiedEnvy",
            "session": "S",
            "applicant": "own",
            "holder": "out",
            "ground": "reserve",
        }
    ]


@pytest.mark.parametrize("check", [verify, lambda i, a: verify_bundle(Bundle.of(i, a))])
def test_promises_nothing_for_an_unknown_mechanism_or_no_seed(
    check: Callable[[Instance, Allocation], object],
) -> None:
    instance = Instance([], [])
    with pytest.raises(errors.UnknownMechanism):
        check(instance, Allocation("by hand", "1", {}))
    with pytest.raises(errors.InvalidSeed):
        check(instance, Allocation(DEFERRED_ACCEPTANCE, "", {}))


def test_a_report_lists_what_was_checked() -> None:
    instance = Instance([], [])
    allocation = allocate(instance, mechanism=DEFERRED_ACCEPTANCE, seed="1")
    assert verify(instance, allocation).checked == (
        "only_wished",
        "capacity",
        "quotas",
        "slots",
        "same_program",
        "minimums",
        "no_waste",
        "no_envy",
    )
