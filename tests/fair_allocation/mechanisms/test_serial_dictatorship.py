from __future__ import annotations

from hypothesis import given, settings

from fair_allocation import SERIAL_DICTATORSHIP, Applicant, Instance, Session, allocate
from tests.fair_allocation import oracle
from tests.fair_allocation.strategies import SEEDS, instances


@settings(max_examples=200, deadline=None)
@given(instances(most_applicants=4, most_sessions=4), SEEDS)
def test_gives_what_going_through_every_possibility_gives(instance: Instance, seed: str) -> None:
    expected, cancelled = oracle.allocation_of(instance, seed, reserves=False)
    found = allocate(instance, mechanism=SERIAL_DICTATORSHIP, seed=seed)
    assert {a: list(places) for a, places in found.places.items()} == expected
    assert found.cancelled == tuple(cancelled)


def test_knows_no_reserve() -> None:
    session = Session("S", 1, district="11545", reserve=1)
    ahead = Applicant("ahead", ("S",), need_tier=1)
    own = Applicant("own", ("S",), district="11545")
    found = allocate(Instance([ahead, own], [session]), mechanism=SERIAL_DICTATORSHIP, seed="1")
    assert found.places == {"ahead": ("S",), "own": ()}
