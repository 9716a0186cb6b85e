"""The one look passes what the checkers find nothing wrong with, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fair_allocation.allocation import Allocation
from fair_allocation.instance import Applicant, Instance, Session
from fair_allocation.properties import (
    capacity,
    glance,
    minimums,
    no_envy,
    no_waste,
    only_wished,
    quotas,
    same_program,
    slots,
)
from fair_allocation.properties.glance import ALWAYS, NEVER
from tests.fair_allocation.properties.build import given as places_of
from tests.fair_allocation.strategies import SEEDS, instances

PLAIN = (only_wished, capacity, quotas, slots, same_program, minimums, no_waste)


def is_right(
    instance: Instance, allocation: Allocation, *, envy: bool = True, reserves: bool = True
) -> bool:
    """Whether the look passes it; the checkers must agree."""
    found = [v for checker in PLAIN for v in checker.find(instance, allocation)]
    if envy:
        found += no_envy.find(instance, allocation, reserves=reserves)
    passed = glance.is_right(instance, allocation, envy=envy, reserves=reserves)
    assert passed is not bool(found), found
    return passed


@st.composite
def attempts(draw: st.DrawFn) -> tuple[Instance, Allocation]:
    """Nearly right: everybody takes what is left, in some order; then a few edits, or none."""
    instance = draw(instances(most_applicants=5, most_sessions=4))
    left = {session.id: session.capacity for session in instance.sessions}
    places: dict[str, list[str]] = {applicant.id: [] for applicant in instance.applicants}
    for turn in range(3):
        for applicant in draw(st.permutations(instance.applicants)):
            wishes = [w for w in applicant.wishes if left[w] and w not in places[applicant.id]]
            if turn < applicant.quota and wishes and draw(st.integers(0, 7)):
                left[wishes[0]] -= 1
                places[applicant.id].append(wishes[0])
    sessions = [*left, "nowhere"]
    for applicant in draw(st.lists(st.sampled_from([*places, "nobody"]), max_size=2)):
        changed = st.lists(st.sampled_from(sessions), max_size=3)
        places[applicant] = draw(changed)
    cancelled = draw(st.lists(st.sampled_from(sessions), max_size=2))
    given_out = {name: tuple(those) for name, those in places.items()}
    return instance, Allocation("by hand", draw(SEEDS), given_out, tuple(cancelled))


@settings(max_examples=300, deadline=None)
@given(attempts(), st.booleans(), st.booleans())
def test_it_agrees_with_the_checkers(
    attempt: tuple[Instance, Allocation],
    envy: bool,  # noqa: FBT001
    reserves: bool,  # noqa: FBT001
) -> None:
    is_right(*attempt, envy=envy, reserves=reserves)


def test_it_sees_each_thing_that_can_be_wrong() -> None:
    instance = Instance(
        [
            Applicant("a", ("S", "T", "U"), quota=2, district="here"),
            Applicant("b", ("S", "T"), need_tier=1),
            Applicant("c", ("T",)),
        ],
        [
            Session("S", 1, district="here", reserve=1, slot="1"),
            Session("T", 1, minimum=1, program="P"),
            Session("U", 1, slot="1"),
            Session("V", 1, program="P", minimum=1),
        ],
    )
    right = places_of(("V",), a="S", b="T", c="")
    assert is_right(instance, right)
    assert not is_right(instance, places_of((), a="S", b="T", c="")), "below its minimum"
    assert not is_right(instance, places_of(("V", "T"), a="S", b="T", c="")), "cancelled, given"
    assert not is_right(instance, places_of(("V", "U"), a="S", b="T", c="")), "without minimum"
    assert not is_right(instance, places_of(("V", "V"), a="S", b="T", c="")), "named twice"
    assert not is_right(instance, places_of(("V", "W"), a="S", b="T", c="")), "unknown"
    assert not is_right(instance, places_of(("V",), a="S", b="T")), "left out"
    assert not is_right(instance, places_of(("V",), a="S", b="T", c="", d="")), "nobody"
    assert not is_right(instance, places_of(("V",), a="S", b="T", c="X")), "no session"
    assert not is_right(instance, places_of(("V",), a="S", b="S", c="T")), "over capacity"
    assert not is_right(instance, places_of(("V",), a="S U", b="T", c="")), "one slot"
    assert not is_right(instance, places_of(("V",), a="T", b="S", c="")), "the reserve"
    assert not is_right(instance, places_of(("V",), a="S", b="", c="T")), "the order"
    assert not is_right(instance, places_of(("V",), a="S T", b="", c="")), "a later turn"
    assert not is_right(instance, places_of(("V",), a="", b="T", c="")), "a place left free"
    assert not is_right(instance, places_of(("V",), a="T S", b="", c="")), "out of order"


@pytest.mark.parametrize("need", [0, 1, 2**31 - 1])
@pytest.mark.parametrize("losses", [0, 1, 2**31 - 1])
def test_a_line_has_room_for_any_merit(need: int, losses: int) -> None:
    instance = Instance(
        [
            Applicant("best", ("S",), need_tier=need, past_losses=losses),
            Applicant("none", ("S",)),
        ],
        [Session("S", 1)],
    )
    seed = "1"
    standing = glance.Standing(
        instance.need_tier,
        instance.past_losses,
        glance.first_words(instance, seed),
        need.bit_length(),
        losses.bit_length(),
    )
    lines = [glance.line_of(standing, applicant) for applicant in (0, 1)]
    assert all(NEVER < line < ALWAYS for line in lines)
    if need or losses:
        assert lines[0] < lines[1]
        assert is_right(instance, places_of(best="S", none=""))
        assert not is_right(instance, places_of(best="", none="S"))
