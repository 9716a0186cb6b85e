from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fair_allocation import (
    LEXICOGRAPHIC_OPTIMUM,
    Allocation,
    Applicant,
    Instance,
    Session,
    allocate,
    errors,
    verify,
)
from fair_allocation.mechanisms import lexicographic_optimum, optimum
from fair_allocation.properties import optimality
from tests.fair_allocation.optimum_oracle import optimum_of
from tests.fair_allocation.strategies import SEEDS, instances

SMALL = instances(most_applicants=5, most_sessions=3, most_quota=2, minimums=False)


def run(instance: Instance, seed: str = "1") -> Allocation:
    return allocate(instance, mechanism=LEXICOGRAPHIC_OPTIMUM, seed=seed)


def all_for_one(count: int, capacity: int) -> Instance:
    return Instance(
        [Applicant(f"a{n}", ("S", "T")) for n in range(count)],
        [Session("S", capacity), Session("T", 1)],
    )


@settings(max_examples=80, deadline=None)
@given(SMALL, SEEDS)
def test_it_is_what_going_through_everything_finds(instance: Instance, seed: str) -> None:
    assert dict(run(instance, seed).places) == optimum_of(instance, seed)


@settings(max_examples=60, deadline=None)
@given(instances(), SEEDS)
def test_its_proof_is_accepted(instance: Instance, seed: str) -> None:
    allocation = run(instance, seed)
    assert verify(instance, allocation).violations == ()
    assert json.loads(json.dumps(allocation.certificate)) == allocation.certificate


@settings(max_examples=60, deadline=None)
@given(SMALL, SEEDS, st.data())
def test_another_allocation_is_not_accepted_with_any_proof(
    instance: Instance, seed: str, data: st.DataObject
) -> None:
    allocation = run(instance, seed)
    other = {
        a.id: tuple(data.draw(st.lists(st.sampled_from(a.wishes), max_size=a.quota, unique=True)))
        if a.wishes
        else ()
        for a in instance.applicants
    }
    changed = replace(allocation, places=other)
    assert verify(instance, changed).ok == (changed.places == allocation.places)


def numbers(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths to all numbers of a certificate."""
    if isinstance(value, int):
        return [path]
    items = value.items() if isinstance(value, dict) else enumerate(value)
    if isinstance(value, str):
        return []
    return [found for key, below in items for found in numbers(below, (*path, key))]


def test_a_price_off_by_one_is_seen_or_changes_nothing_that_is_proved() -> None:
    chance = np.random.default_rng(4)
    names = [f"S{n}" for n in range(6)]
    instance = Instance(
        [
            Applicant(f"a{n}", tuple(chance.permutation(names)[:3]), need_tier=n % 2, district="D")
            for n in range(14)
        ],
        [Session(name, 2, district="D", reserve=n % 2) for n, name in enumerate(names)],
    )
    allocation = run(instance)
    assert verify(instance, allocation).ok
    seen = 0
    for path in numbers(allocation.certificate):
        for change in (-1, 1):
            certificate = json.loads(json.dumps(allocation.certificate))
            at = certificate
            for key in path[:-1]:
                at = at[key]
            at[path[-1]] += change
            seen += not verify(instance, replace(allocation, certificate=certificate)).ok
    assert seen > len(numbers(allocation.certificate)) // 2


@pytest.mark.parametrize("count", [0, 1, 3, 40])
@pytest.mark.parametrize("capacity", [0, 1, 5])
def test_everybody_wants_the_same(count: int, capacity: int) -> None:
    instance = all_for_one(count, capacity)
    allocation = run(instance)
    assert verify(instance, allocation).ok
    assert sum(map(len, allocation.places.values())) == min(count, capacity + 1)


def test_nobody_and_nothing() -> None:
    for instance in (
        Instance([], []),
        Instance([], [Session("S", 3)]),
        Instance([Applicant("a")], []),
    ):
        allocation = run(instance)
        assert verify(instance, allocation).ok
        assert not any(allocation.places.values())


def test_need_goes_first_and_costs_no_place_in_all() -> None:
    instance = Instance(
        [
            Applicant("rich", ("S",)),
            Applicant("poor", ("S", "T"), need_tier=1),
            Applicant("lost", ("T",), past_losses=2),
        ],
        [Session("S", 1), Session("T", 1)],
    )
    assert dict(run(instance).places) == {"rich": (), "poor": ("S",), "lost": ("T",)}


def test_serving_more_goes_before_first_wishes() -> None:
    instance = Instance(
        [Applicant("a", ("S", "T")), Applicant("b", ("S",))], [Session("S", 1), Session("T", 1)]
    )
    assert dict(run(instance).places) == {"a": ("T",), "b": ("S",)}


def test_a_reserved_place_goes_to_its_district_where_wishes_are_equal() -> None:
    instance = Instance(
        [Applicant(f"a{n}", ("S",), district="D" if n == 3 else None) for n in range(9)],
        [Session("S", 1, district="D", reserve=1)],
    )
    for seed in "abc":
        assert run(instance, seed).of("a3") == ("S",)


@settings(max_examples=40, deadline=None)
@given(instances(), SEEDS, st.randoms(use_true_random=False))
def test_order_of_coming_and_a_useless_session_change_nothing(
    instance: Instance, seed: str, chance: Any
) -> None:
    applicants, sessions = list(instance.applicants), list(instance.sessions)
    chance.shuffle(applicants)
    chance.shuffle(sessions)
    assert run(Instance(applicants, sessions), seed) == run(instance, seed)
    more = Instance(applicants, [*sessions, Session("useless", 2, slot="09:30")])
    assert dict(run(more, seed).places) == dict(run(instance, seed).places)


@settings(max_examples=40, deadline=None)
@given(instances(), SEEDS)
def test_new_names_for_sessions_change_nothing(instance: Instance, seed: str) -> None:
    if any(session.minimum for session in instance.sessions):
        return  # of two that lack the same, the lottery of their names decides
    new = {s.id: f"{9 - n}{s.id}" for n, s in enumerate(instance.sessions)}
    renamed = Instance(
        [replace(a, wishes=tuple(new[w] for w in a.wishes)) for a in instance.applicants],
        [replace(s, id=new[s.id]) for s in instance.sessions],
    )
    assert dict(run(renamed, seed).places) == {
        name: tuple(new[s] for s in places) for name, places in run(instance, seed).places.items()
    }


def test_what_is_not_proved_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(optimum.price_paths.proves, "interpreted", lambda *_: False)
    with pytest.raises(errors.NotProved) as refused:
        run(all_for_one(3, 1))
    assert (refused.value.applicants, refused.value.sessions) == (3, 2)


def test_one_more_word_of_the_lottery_decides_a_tie(monkeypatch: pytest.MonkeyPatch) -> None:
    def same_first_word(seed: str, ids: Any) -> Any:
        words = np.arange(4 * len(ids), dtype=np.uint64).reshape(len(ids), 4)
        words[:, 0] &= np.uint64(2**32 - 1)
        return words

    monkeypatch.setattr(lexicographic_optimum, "lottery_words", same_first_word)
    allocation = run(all_for_one(3, 1))
    assert allocation.certificate is not None
    assert allocation.certificate["lottery_words"] == 8
    assert sum(map(len, allocation.places.values())) == 2


def test_what_is_too_large_to_prove_is_refused_at_once() -> None:
    """As many wishes as all students of a nation have, 10 each."""
    number = 800_000
    instance = Instance.from_arrays(
        applicant_ids=[f"a{n:06}" for n in range(number)],
        session_ids=[f"s{n}" for n in range(10)],
        wish_indptr=np.arange(0, 10 * number + 1, 10),
        wish_session=np.tile(np.arange(10, dtype=np.int32), number),
        capacity=number // 20,
    )
    with pytest.raises(errors.TooLargeToProve) as refused:
        run(instance)
    assert refused.value.wishes == 10 * number > refused.value.most


def test_counts_that_overflow_are_seen_and_done_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A chain of 30 who each step back one wish for a last one: more than 4 bits can count."""
    tried = []
    original = optimum.Counting.packed
    monkeypatch.setattr(
        optimum.Counting, "packed", lambda self, bits: tried.append(bits) or original(self, bits)
    )
    steps = 30
    chain = [Applicant(f"c{n:02}", (f"S{n:02}", f"S{n + 1:02}")) for n in range(steps)]
    instance = Instance(
        [*chain, Applicant("last", ("X", "Y", "S00"), need_tier=1), Applicant("x", ("X",), need_tier=2),
         Applicant("y", ("Y",), need_tier=2)],
        [*(Session(f"S{n:02}", 1) for n in range(steps + 1)), Session("X", 1), Session("Y", 1)],
    )  # fmt: skip
    allocation = run(instance)
    assert verify(instance, allocation).ok
    assert sum(map(len, allocation.places.values())) == steps + 3
    assert tried == [4, 8]


@pytest.mark.parametrize("seed", [0])
def test_compiled_gives_what_interpreted_gives(seed: int) -> None:
    chance = np.random.default_rng(seed)
    wishes = [chance.permutation(60)[:6] for _ in range(700)]
    instance = Instance.from_arrays(
        applicant_ids=[f"a{n:03}" for n in range(700)],
        session_ids=[f"s{n:02}" for n in range(60)],
        wish_indptr=np.arange(0, 4201, 6),
        wish_session=np.concatenate(wishes),
        capacity=chance.integers(0, 14, 60),
        quota=chance.integers(1, 3, 700),
        need_tier=chance.integers(0, 3, 700),
        applicant_district=chance.integers(0, 2, 700),
        session_district=chance.integers(0, 2, 60),
        slot=chance.integers(0, 20, 60),
        reserve=0,
    )
    compiled = run(instance)
    assert verify(instance, compiled).ok
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(optimum, "PASSES", 0)
        interpreted = run(instance)
    assert interpreted == compiled
    assert interpreted.certificate == compiled.certificate
    assert optimality.find(instance, compiled) == []
