"""No waste and no envy: by hand, and against the choice function on every feasible allocation."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

from hypothesis import given as over
from hypothesis import settings

from fair_allocation.allocation import Allocation
from fair_allocation.instance import Applicant, Instance, Session
from fair_allocation.properties import no_envy, no_waste
from tests.fair_allocation import oracle
from tests.fair_allocation.properties.build import SEED, given
from tests.fair_allocation.strategies import SEEDS, instances

if TYPE_CHECKING:
    from collections.abc import Iterator

OWN = "11545"
RESERVED = Session("S", 2, district=OWN, reserve=1)


def envy(instance: Instance, **places: str) -> list[tuple[str, str, str]]:
    found = no_envy.find(instance, given((), **places))
    assert all(isinstance(violation, no_envy.JustifiedEnvy) for violation in found)
    return [(v.applicant, v.holder, v.ground) for v in found]  # type: ignore[attr-defined]


def test_a_free_place_is_waste_only_for_who_could_take_it() -> None:
    instance = Instance(
        [
            Applicant("better", ("T", "S")),
            Applicant("clash", ("T", "S"), quota=2),
            Applicant("wants", ("S",)),
            Applicant("without", ("S",), quota=0),
        ],
        [Session("S", 2, slot="1"), Session("T", 2, slot="1")],
    )
    allocation = given(better="T", clash="T", wants="", without="")
    assert no_waste.find(instance, allocation) == [no_waste.WastedPlace("S", 2, 0, "wants")]
    cancelled = given(better="T", clash="T", wants="", without="", cancelled=("S",))
    assert no_waste.find(instance, cancelled) == []


def test_a_worse_place_held_does_not_take_the_claim_away() -> None:
    instance = Instance(
        [Applicant("a", ("S", "T"))], [Session("S", 1, slot="1"), Session("T", 1, slot="1")]
    )
    assert no_waste.find(instance, given(a="T")) == [no_waste.WastedPlace("S", 1, 0, "a")]


def test_the_order_is_need_then_past_losses_then_lottery() -> None:
    session = Session("S", 1)
    need = Instance(
        [Applicant("x", ("S",), past_losses=9), Applicant("y", ("S",), need_tier=1)], [session]
    )
    assert envy(need, x="S", y="") == [("y", "x", "order")]
    assert envy(need, x="", y="S") == []
    losses = Instance([Applicant("x", ("S",)), Applicant("y", ("S",), past_losses=1)], [session])
    assert envy(losses, x="S", y="") == [("y", "x", "order")]
    assert envy(losses, x="", y="S") == []
    lottery = Instance([Applicant("x", ("S",)), Applicant("y", ("S",))], [session])
    assert len(envy(lottery, x="S", y="") + envy(lottery, x="", y="S")) == 1


def test_a_reserved_place_is_owed_to_the_district() -> None:
    out = [Applicant(f"out{n}", ("S",), need_tier=2 - n) for n in range(2)]
    own = [Applicant("own", ("S",), district=OWN)]
    instance = Instance([*out, *own], [RESERVED])
    assert envy(instance, out0="S", out1="S", own="") == [("own", "out1", "reserve")]
    assert envy(instance, out0="S", out1="", own="S") == []


def test_beyond_the_reserve_the_district_has_no_privilege() -> None:
    own = [Applicant(f"own{n}", ("S",), district=OWN) for n in range(2)]
    instance = Instance([Applicant("out", ("S",), need_tier=1), *own], [RESERVED])
    last = max(own, key=lambda a: oracle.rank_key(a, SEED)).id
    assert envy(instance, out="", own0="S", own1="S") == [("out", last, "order")]


def test_reserves_count_as_nothing_for_mechanisms_that_know_none() -> None:
    ahead = Applicant("out", ("S",), need_tier=1)
    instance = Instance(
        [ahead, Applicant("own", ("S",), district=OWN)], [Session("S", 1, district=OWN, reserve=1)]
    )
    reserved = given(out="", own="S")
    assert no_envy.find(instance, reserved) == []
    assert no_envy.find(instance, reserved, reserves=False) == [
        no_envy.JustifiedEnvy("S", "out", "own", "order")
    ]


def test_a_first_place_goes_before_a_second() -> None:
    instance = Instance(
        [
            Applicant("rich", ("T", "S"), quota=2, need_tier=3),
            Applicant("poor", ("S",)),
        ],
        [Session("S", 1), Session("T", 1)],
    )
    assert envy(instance, rich="T S", poor="") == [("poor", "rich", "later_turn")]
    assert envy(instance, rich="T", poor="S") == []


@settings(max_examples=40, deadline=None)
@over(
    instances(most_applicants=3, most_sessions=3, most_quota=2, minimums=False),
    SEEDS,
)
def test_what_is_found_is_what_the_choice_function_would_change(
    instance: Instance, seed: str
) -> None:
    for allocation in _feasible(instance, seed):
        for reserves in (True, False):
            found = {
                (v.applicant, v.session)  # type: ignore[attr-defined]
                for v in [
                    *no_waste.find(instance, allocation),
                    *no_envy.find(instance, allocation, reserves=reserves),
                ]
            }
            assert found == set(_justified(instance, allocation, reserves=reserves))


def _feasible(instance: Instance, seed: str) -> Iterator[Allocation]:
    def sets(applicant: Applicant) -> list[tuple[str, ...]]:
        found = [
            places
            for size in range(min(applicant.quota, len(applicant.wishes)) + 1)
            for places in combinations(applicant.wishes, size)
        ]
        return [
            places
            for places in found
            if not any(
                oracle.clash(instance.session(x), instance.session(y))
                for x, y in combinations(places, 2)
            )
        ]

    names = [a.id for a in instance.applicants]
    for places in product(*(sets(a) for a in instance.applicants)):
        allocation = Allocation("by hand", seed, dict(zip(names, places, strict=True)))
        holders = allocation.holders()
        if all(len(holders.get(s.id, ())) <= s.capacity for s in instance.sessions):
            yield allocation


def _turn(applicant: Applicant, session: str, allocation: Allocation) -> int:
    better = applicant.wishes[: applicant.wishes.index(session)]
    return sum(place in better for place in allocation.of(applicant.id))


def _justified(
    instance: Instance, allocation: Allocation, *, reserves: bool
) -> Iterator[tuple[str, str]]:
    for applicant in instance.applicants:
        for wish in applicant.wishes:
            places = allocation.of(applicant.id)
            session = instance.session(wish)
            turn = _turn(applicant, wish, allocation)
            better = [
                instance.session(p)
                for p in places
                if applicant.wishes.index(p) < applicant.wishes.index(wish)
            ]
            if wish in places or turn >= applicant.quota:
                continue
            if any(oracle.clash(session, other) for other in better):
                continue
            holders = [instance.applicant(h) for h in allocation.holders().get(wish, ())]
            fixed = [h for h in holders if _turn(h, wish, allocation) < turn]
            same = [h for h in holders if _turn(h, wish, allocation) == turn]
            taken = oracle.choose(
                session, [*same, applicant], fixed=fixed, seed=allocation.seed, reserves=reserves
            )
            if applicant.id in taken:
                yield applicant.id, wish
