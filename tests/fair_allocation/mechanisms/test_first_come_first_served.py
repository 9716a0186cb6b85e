from __future__ import annotations

from fair_allocation import FIRST_COME_FIRST_SERVED, Applicant, Instance, Session, allocate
from fair_allocation.mechanisms.first_come_first_served import arrivals

N = 2000


def test_need_makes_slower_as_the_speed_model_says() -> None:
    applicants = [Applicant(f"a{n:04}", need_tier=n % 2) for n in range(N)]
    line = arrivals(Instance(applicants, []), seed="1").tolist()
    first_half = line[: N // 4]
    # Within half a minute half of tier 0 and a quarter of tier 1 have come: two to one.
    assert 0.60 < sum(number % 2 == 0 for number in first_half) / len(first_half) < 0.73


def test_whoever_comes_first_takes_all_they_may() -> None:
    applicants = [Applicant(f"a{n}", ("S", "T"), quota=2) for n in range(5)]
    instance = Instance(applicants, [Session("S", 1), Session("T", 1)])
    first = instance.applicant_ids[arrivals(instance, seed="1")[0]]
    found = allocate(instance, mechanism=FIRST_COME_FIRST_SERVED, seed="1")
    assert {a: places for a, places in found.places.items() if places} == {first: ("S", "T")}
