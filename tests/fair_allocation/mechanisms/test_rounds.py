"""Cancellation, order of input, and sizes no sane person sends."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fair_allocation import (
    MECHANISMS,
    Applicant,
    Bundle,
    Instance,
    Session,
    allocate,
    lottery_key,
    verify,
)
from fair_allocation.errors import InvalidSeed, UnknownMechanism
from tests.fair_allocation.strategies import SEEDS, instances

every_mechanism = pytest.mark.parametrize("mechanism", MECHANISMS)


@every_mechanism
@settings(max_examples=40, deadline=None)
@given(instances(), SEEDS, st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(
    mechanism: str, instance: Instance, seed: str, chance: random.Random
) -> None:
    applicants, sessions = list(instance.applicants), list(instance.sessions)
    chance.shuffle(applicants)
    chance.shuffle(sessions)
    other = Instance(applicants, sessions)
    bundles = [
        Bundle.of(i, allocate(i, mechanism=mechanism, seed=seed)).to_bytes()
        for i in (instance, other)
    ]
    assert bundles[0] == bundles[1]


@every_mechanism
@settings(max_examples=40, deadline=None)
@given(instances(), SEEDS)
def test_a_session_nobody_wants_changes_nothing(
    mechanism: str, instance: Instance, seed: str
) -> None:
    more = Instance(instance.applicants, [*instance.sessions, Session("useless", 3)])
    one = allocate(instance, mechanism=mechanism, seed=seed)
    other = allocate(more, mechanism=mechanism, seed=seed)
    assert (one.places, one.cancelled) == (other.places, other.cancelled)


def test_the_session_that_lacks_most_is_cancelled_and_its_people_move_on() -> None:
    applicants = [
        Applicant("a1", ("A",)),
        Applicant("a2", ("A", "B")),
        Applicant("b1", ("B", "A")),
    ]
    sessions = [Session("A", 5, minimum=3), Session("B", 5, minimum=2)]
    found = allocate(Instance(applicants, sessions), mechanism=MECHANISMS[0], seed="1")
    # A has 2 of 3, B has 1 of 2: both lack one; B has fewer, so B goes, and A runs.
    assert found.cancelled == ("B",)
    assert found.places == {"a1": ("A",), "a2": ("A",), "b1": ("A",)}


def test_what_a_session_lacks_counts_before_what_it_has() -> None:
    applicants = [
        *(Applicant(f"a{n}", ("A", "B")) for n in range(2)),
        Applicant("b", ("B", "A")),
        *(Applicant(f"c{n}", ("C", "A")) for n in range(2)),
    ]
    sessions = [Session("A", 5, minimum=5), Session("B", 5, minimum=2), Session("C", 2)]
    found = allocate(Instance(applicants, sessions), mechanism=MECHANISMS[0], seed="1")
    # A has 2 of 5 and lacks three, B has 1 of 2 and lacks one: A goes, and B runs.
    assert found.cancelled == ("A",)
    assert found.places["a0"] == found.places["a1"] == found.places["b"] == ("B",)


@pytest.mark.parametrize("seed", [str(n) for n in range(6)])
def test_of_equal_sessions_the_one_with_the_smaller_lottery_key_is_cancelled(seed: str) -> None:
    applicants = [Applicant("a", ("A", "B")), Applicant("b", ("B", "A"))]
    sessions = [Session("A", 5, minimum=2), Session("B", 5, minimum=2)]
    found = allocate(Instance(applicants, sessions), mechanism=MECHANISMS[0], seed=seed)
    gone = min("AB", key=lambda name: lottery_key(seed, name))
    stays = "B" if gone == "A" else "A"
    assert found.cancelled == (gone,)
    assert found.places == {"a": (stays,), "b": (stays,)}


def test_a_session_too_few_wish_for_is_cancelled_before_anything_else() -> None:
    applicants = [Applicant("a", ("A", "B")), Applicant("b", ("B",))]
    sessions = [Session("A", 5, minimum=2), Session("B", 5, minimum=2)]
    found = allocate(Instance(applicants, sessions), mechanism=MECHANISMS[0], seed="1")
    assert found.cancelled == ("A",)
    assert found.places == {"a": ("B",), "b": ("B",)}


def test_a_session_nobody_got_is_cancelled_last_and_could_still_fill() -> None:
    applicants = [Applicant(f"a{n}", ("A", "B")) for n in range(2)] + [Applicant("c", ("C", "A"))]
    sessions = [Session("A", 5, minimum=3), Session("B", 5, minimum=2), Session("C", 5)]
    found = allocate(Instance(applicants, sessions), mechanism=MECHANISMS[0], seed="1")
    assert found.cancelled == ("A",)
    assert found.places == {"a0": ("B",), "a1": ("B",), "c": ("C",)}


@every_mechanism
@pytest.mark.parametrize(
    "instance",
    [
        Instance([], []),
        Instance([], [Session("S", 3, minimum=1)]),
        Instance([Applicant("a")], []),
        Instance([Applicant("a", ("S",))], [Session("S", 0)]),
        Instance([Applicant("a", ("S",), quota=0)], [Session("S", 1)]),
        Instance([Applicant("a", ("S",), quota=2**31 - 1)], [Session("S", 2**31 - 1)]),
        Instance([Applicant("가" * 10_000, ("나" * 10_000,))], [Session("나" * 10_000, 1)]),
        Instance([Applicant(f"a{n}", ("S",)) for n in range(3000)], [Session("S", 1000)]),
    ],
    ids=["nothing", "no applicant", "no session", "no place", "no quota", "huge", "long", "ties"],
)
def test_adversarial_sizes(mechanism: str, instance: Instance) -> None:
    found = allocate(instance, mechanism=mechanism, seed="1")
    assert verify(instance, found).ok


def test_refuses_a_mechanism_it_does_not_know() -> None:
    with pytest.raises(UnknownMechanism) as refused:
        allocate(Instance([], []), mechanism="first-come", seed="1")
    assert refused.value.mechanism == "first-come"
    assert "deferred-acceptance" in str(refused.value)


@pytest.mark.parametrize("seed", ["", "\ud800"])
def test_refuses_a_seed_nobody_could_recompute(seed: str) -> None:
    with pytest.raises(InvalidSeed):
        allocate(Instance([], []), mechanism=MECHANISMS[0], seed=seed)
