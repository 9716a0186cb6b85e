"""Examples that were published, with what was published of them.

They were written from memory of the papers that are named; none was at hand, so nobody compared
the numbers with the originals. Each outcome here follows from the definitions by hand, or by going
through all orders, and stands without the paper.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import count

import pytest

from fair_allocation import (
    DEFERRED_ACCEPTANCE,
    LEXICOGRAPHIC_OPTIMUM,
    SERIAL_DICTATORSHIP,
    Applicant,
    Instance,
    Session,
    allocate,
    published_order,
    verify,
)


def outcome(instance: Instance, mechanism: str, seed: str = "1") -> dict[str, str]:
    found = allocate(instance, mechanism=mechanism, seed=seed)
    assert verify(instance, found).ok
    return {name: "".join(places) for name, places in found.places.items()}


def test_the_first_example_of_gale_and_shapley() -> None:
    """D. Gale, L. S. Shapley (1962), example 1: all first wishes differ, so who asks gets them."""
    instance = Instance(
        [
            Applicant("α", ("A", "B", "C")),
            Applicant("β", ("B", "C", "A")),
            Applicant("γ", ("C", "A", "B")),
        ],
        [Session(name, 1) for name in "ABC"],
    )
    assert outcome(instance, DEFERRED_ACCEPTANCE) == {"α": "A", "β": "B", "γ": "C"}


def test_stability_can_cost_all_three_students_their_better_wishes() -> None:
    """A. Abdulkadiroğlu, T. Sönmez: School choice (2003), after A. E. Roth (1982).

    Priorities s1: i1 i3 i2; s2: i2 i1 i3. Here i1 and i2 come first at s1 and s2 by reserved
    places, the rest is the order i1 i3 i2. The only stable outcome leaves i1 and i2 wishing they
    could exchange; an optimum that knows no rights lets them.
    """
    instance = Instance(
        [
            Applicant("i1", ("s2", "s1", "s3"), need_tier=2, district="one"),
            Applicant("i2", ("s1", "s2", "s3"), need_tier=0, district="two"),
            Applicant("i3", ("s1", "s2", "s3"), need_tier=1),
        ],
        [
            Session("s1", 1, reserve=1, district="one"),
            Session("s2", 1, reserve=1, district="two"),
            Session("s3", 1),
        ],
    )
    assert outcome(instance, DEFERRED_ACCEPTANCE) == {"i1": "s1", "i2": "s2", "i3": "s3"}
    exchanged = outcome(instance, LEXICOGRAPHIC_OPTIMUM)
    assert exchanged["i1"] == "s2"
    assert sorted(exchanged.values()) == ["s1", "s2", "s3"]


@pytest.mark.parametrize("mechanism", [DEFERRED_ACCEPTANCE, SERIAL_DICTATORSHIP])
def test_the_shares_of_random_priority(mechanism: str) -> None:
    """A. Bogomolnaia, H. Moulin: A new solution to the random assignment problem (2001).

    Over all orders 1 and 2, who like a, b, c, d, get them with 5, 1, 5, 1 of 12; 3 and 4, who like
    b, a, d, c, get those with 5, 1, 5, 1 of 12.
    """
    likes = {"1": "abcd", "2": "abcd", "3": "badc", "4": "badc"}
    instance = Instance(
        [Applicant(name, tuple(wishes)) for name, wishes in likes.items()],
        [Session(name, 1) for name in "abcd"],
    )
    seed_of: dict[tuple[str, ...], str] = {}
    for number in count():
        seed = str(number)
        seed_of.setdefault(tuple(a.id for a in published_order(instance, seed=seed)), seed)
        if len(seed_of) == 24:
            break
    given = Counter(
        item for seed in seed_of.values() for item in outcome(instance, mechanism, seed).items()
    )
    for name, wishes in likes.items():
        shares = [Fraction(given[name, wish], 24) for wish in wishes]
        assert shares == [Fraction(5, 12), Fraction(1, 12), Fraction(5, 12), Fraction(1, 12)]
