from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fair_allocation import DEFERRED_ACCEPTANCE, Applicant, Instance, Session, allocate, explain
from fair_allocation.errors import NotHeld
from fair_allocation.properties import succession
from fair_allocation.reasons import OutOfPlaces
from fair_allocation.waitlist import Move, Waitlist
from tests.fair_allocation import oracle
from tests.fair_allocation.strategies import SEEDS, instances


def published(instance: Instance, seed: str = "1") -> Waitlist:
    return Waitlist(instance, allocate(instance, mechanism=DEFERRED_ACCEPTANCE, seed=seed))


def test_the_first_in_line_moves_up_and_holders_stay() -> None:
    applicants = [Applicant(f"a{n}", ("S", "T"), need_tier=9 - n) for n in range(4)]
    waitlist = published(Instance(applicants, [Session("S", 1), Session("T", 2)]))
    assert waitlist.of("S") == ("a1", "a2", "a3")
    # a1 and a2 hold T and are frozen: only a3 has nothing.
    assert waitlist.withdraw([("a0", "S")]) == (Move("S", "a0", "a3"),)
    assert waitlist.of("S") == ("a1", "a2")
    assert waitlist.withdraw([("a1", "T")]) == (Move("T", "a1", None),)


def test_a_reserved_place_goes_to_its_district_first() -> None:
    own = [Applicant(f"own{n}", ("S",), district="1") for n in range(2)]
    out = [Applicant(f"out{n}", ("S",), need_tier=1) for n in range(2)]
    instance = Instance([*own, *out], [Session("S", 2, district="1", reserve=1)])
    waitlist = published(instance)
    first, second = waitlist.of("S")
    assert first.startswith("out")
    holder = next(a.id for a in own if a.id != second)
    assert waitlist.withdraw([(holder, "S")]) == (Move("S", holder, second),)


def test_refuses_to_take_back_what_is_not_held() -> None:
    waitlist = published(Instance([Applicant("a", ("S",))], [Session("S", 1)]))
    waitlist.withdraw([("a", "S")])
    for session in ("S", "X"):
        with pytest.raises(NotHeld):
            waitlist.withdraw([("a", session)])


def test_who_is_asked_may_let_a_place_pass() -> None:
    applicants = [Applicant(f"a{n}", ("S", "T"), need_tier=9 - n) for n in range(5)]
    instance = Instance(applicants, [Session("S", 2), Session("T", 1)])
    allocation = allocate(instance, mechanism=DEFERRED_ACCEPTANCE, seed="1")
    waitlist = Waitlist(instance, allocation)
    waitlist.give_back("a0", "S")
    assert waitlist.first("S") == "a3"
    assert waitlist.first("S", passed=("a3",)) == "a4"
    assert waitlist.can_use("a4", "S")
    waitlist.take("a4", "S")
    assert not waitlist.can_use("a4", "T")
    held = {"a1": ["S"], "a2": ["T"]}

    def wrong(offered: str | None, *passed: str) -> list[succession.Violation]:
        return succession.find(
            instance, allocation, held=held, session="S", passed=passed, offered=offered
        )

    assert wrong("a3") == wrong("a4", "a3") == wrong(None, "a3", "a4") == []
    assert wrong("a4") == [succession.OfferedOutOfTurn("S", "a4", "a3")]
    assert wrong(None, "a3") == [succession.NotOffered("S", "a4")]
    for nobody in ("a0", "a1", "a2", "a3", "X"):
        assert wrong(nobody, "a3") == [succession.OfferedToNobodyInLine("S", nobody)]


@settings(max_examples=60, deadline=None)
@given(instances(minimums=False), SEEDS, st.randoms(use_true_random=False))
def test_nothing_breaks_however_many_withdraw(
    instance: Instance, seed: str, chance: st.DataObject
) -> None:
    allocation = allocate(instance, mechanism=DEFERRED_ACCEPTANCE, seed=seed)
    waitlist = Waitlist(instance, allocation)
    for applicant in instance.applicants:
        for reason in explain(instance, allocation, applicant.id).reasons:
            if isinstance(reason, OutOfPlaces):
                line = waitlist.of(reason.session)
                assert line.index(applicant.id) == reason.waitlist_position - 1
    held = {a: set(places) for a, places in allocation.places.items()}
    places = sorted((a, s) for a, mine in held.items() for s in mine)
    chance.shuffle(places)  # type: ignore[attr-defined]
    for applicant, session in places:
        (move,) = waitlist.withdraw([(applicant, session)])
        held[applicant].remove(session)
        for other in (None, *held):
            found = succession.find(
                instance, allocation, held=held, session=session, passed=(), offered=other
            )
            assert (not found) == (other == move.applicant), found
        if move.applicant is not None:
            held[move.applicant].add(session)
    for applicant in instance.applicants:
        mine = [instance.session(s) for s in held[applicant.id]]
        assert len(mine) <= applicant.quota
        assert not any(oracle.clash(x, y) for x in mine for y in mine if x != y)
    for session in instance.sessions:
        assert sum(session.id in mine for mine in held.values()) <= session.capacity
