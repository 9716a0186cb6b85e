from __future__ import annotations

from itertools import permutations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from fair_allocation import (
    DEFERRED_ACCEPTANCE,
    SERIAL_DICTATORSHIP,
    Applicant,
    Instance,
    Session,
    allocate,
)
from fair_allocation.mechanisms.deferred_acceptance import start
from fair_allocation.mechanisms.market import Market
from fair_allocation.mechanisms.rounds import InRounds
from tests.fair_allocation import oracle
from tests.fair_allocation.strategies import SEEDS, instances


def run(instance: Instance, seed: str = "1") -> dict[str, tuple[str, ...]]:
    return dict(allocate(instance, mechanism=DEFERRED_ACCEPTANCE, seed=seed).places)


@settings(max_examples=60, deadline=None)
@given(instances(most_applicants=4, most_sessions=4), SEEDS)
def test_gives_what_going_through_every_possibility_gives(instance: Instance, seed: str) -> None:
    expected, cancelled = oracle.allocation_of(instance, seed)
    found = allocate(instance, mechanism=DEFERRED_ACCEPTANCE, seed=seed)
    assert {a: list(places) for a, places in found.places.items()} == expected
    assert sorted(found.cancelled) == sorted(cancelled)
    assert found.cancelled == tuple(cancelled)


@settings(max_examples=60, deadline=None)
@given(instances(most_applicants=5, most_sessions=3, most_quota=1, minimums=False), SEEDS)
def test_nobody_gains_by_any_other_list(instance: Instance, seed: str) -> None:
    truthful = run(instance, seed)
    names = [session.id for session in instance.sessions]
    lists = [p for size in range(len(names) + 1) for p in permutations(names, size)]
    for liar in instance.applicants:
        others = [a for a in instance.applicants if a.id != liar.id]
        truth = [*liar.wishes.__iter__()]
        for lie in lists:
            false = Applicant(liar.id, lie, 1, liar.need_tier, liar.past_losses, liar.district)
            got = run(Instance([*others, false], instance.sessions), seed)[liar.id]
            assert _rank(truth, got) >= _rank(truth, truthful[liar.id])


def _rank(wishes: list[str], places: tuple[str, ...]) -> int:
    """How far down the true list the place is; a place never wished for is worse than none."""
    if not places:
        return len(wishes)
    return wishes.index(places[0]) if places[0] in wishes else len(wishes) + 1


@settings(max_examples=150, deadline=None)
@given(instances(), SEEDS)
def test_is_serial_dictatorship_where_nothing_is_reserved(instance: Instance, seed: str) -> None:
    open_to_all = Instance(
        instance.applicants,
        [Session(s.id, s.capacity, s.minimum, s.slot, s.program) for s in instance.sessions],
    )
    one = allocate(open_to_all, mechanism=DEFERRED_ACCEPTANCE, seed=seed)
    other = allocate(open_to_all, mechanism=SERIAL_DICTATORSHIP, seed=seed)
    assert (one.places, one.cancelled) == (other.places, other.cancelled)


@settings(max_examples=100, deadline=None)
@given(instances(minimums=False, most_applicants=9), SEEDS, st.data())
def test_closing_a_session_is_running_without_it(
    instance: Instance, seed: str, data: st.DataObject
) -> None:
    market = Market.of(instance, seed=seed)
    gone = np.zeros(len(instance.session_ids), np.bool_)
    going = start(market, gone)
    for session in data.draw(st.permutations(range(len(gone)))):
        going.close(session)
        gone[session] = True
        fresh = start(market, gone)
        assert places_of(going) == places_of(fresh)


def places_of(running: InRounds) -> list[list[int]]:
    start, count, session = running.places()
    return [
        session[first : first + number].tolist()
        for first, number in zip(start, count, strict=False)
    ]


def test_reserved_places_go_first_to_the_district_and_then_to_all() -> None:
    session = Session("S", 3, district="11545", reserve=2)
    outside = [Applicant(f"out{n}", ("S",), need_tier=1) for n in range(3)]
    own = [Applicant(f"own{n}", ("S",), district="11545") for n in range(3)]

    both = run(Instance([*outside, *own], [session]))
    assert sum(both[a.id] == ("S",) for a in own) == 2
    assert sum(both[a.id] == ("S",) for a in outside) == 1

    nobody_of_the_district = run(Instance(outside, [session]))
    assert all(places == ("S",) for places in nobody_of_the_district.values())


def test_nobody_gets_a_second_place_before_everybody_had_a_first() -> None:
    first = Applicant("first", ("S", "T"), quota=2, need_tier=2)
    second = Applicant("second", ("T",), need_tier=1)
    places = run(Instance([first, second], [Session("S", 1), Session("T", 1)]))
    assert places == {"first": ("S",), "second": ("T",)}


def test_what_is_left_of_a_reserve_counts_in_the_second_round() -> None:
    ahead = Applicant("ahead", ("T", "S"), quota=2, need_tier=1)
    own = Applicant("own", ("T", "S"), quota=2, district="11545")
    sessions = [Session("S", 1, district="11545", reserve=1), Session("T", 2)]
    assert run(Instance([ahead, own], sessions)) == {"ahead": ("T",), "own": ("T", "S")}


def test_a_reserve_filled_in_the_first_round_is_not_owed_again_in_the_second() -> None:
    first = Applicant("first", ("S",), district="11545")
    ahead = Applicant("ahead", ("T", "S"), quota=2, need_tier=1)
    own = Applicant("own", ("T", "S"), quota=2, district="11545")
    sessions = [Session("S", 2, district="11545", reserve=1), Session("T", 2)]
    places = run(Instance([first, ahead, own], sessions))
    assert places == {"first": ("S",), "ahead": ("T", "S"), "own": ("T",)}


def test_a_reserved_place_others_took_in_the_first_round_stays_theirs() -> None:
    out = [Applicant(f"out{n}", ("S",)) for n in range(2)]
    late = [Applicant(f"late{n}", ("T", "S"), quota=2, need_tier=1) for n in range(2)]
    own = Applicant("own", ("T", "S"), quota=2, district="11545")
    sessions = [Session("S", 3, district="11545", reserve=3), Session("T", 3)]
    places = run(Instance([*out, *late, own], sessions))
    assert places["own"] == ("T", "S")
    assert [places[a.id] for a in (*out, *late)] == [("S",), ("S",), ("T",), ("T",)]
