"""Each violation is found where it is, with its data, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fair_allocation.instance import Applicant, Instance, Session
from fair_allocation.properties import (
    capacity,
    minimums,
    only_wished,
    quotas,
    same_program,
    slots,
)
from tests.fair_allocation.properties.build import given

if TYPE_CHECKING:
    from types import ModuleType

    from fair_allocation.allocation import Allocation
    from fair_allocation.properties.report import Violation

INSTANCE = Instance(
    [Applicant("a", ("S", "T", "U"), quota=2), Applicant("b", ("T", "V"), quota=2)],
    [
        Session("S", 1, slot="09:30", program="P"),
        Session("T", 1, slot="09:30", program="Q"),
        Session("U", 2, minimum=2, slot="13:00", program="P"),
        Session("V", 2),
    ],
)
FINE = given(a="S", b="V", cancelled=("U",))


@pytest.mark.parametrize("prop", [only_wished, capacity, quotas, slots, same_program, minimums])
def test_nothing_is_found_where_nothing_is_wrong(prop: ModuleType) -> None:
    assert prop.find(INSTANCE, FINE) == []


@pytest.mark.parametrize(
    ("allocation", "violation"),
    [
        (given(a="S"), only_wished.ApplicantMissing("b")),
        (given(a="S", b="", c=""), only_wished.ApplicantUnknown("c")),
        (given(a="S X", b=""), only_wished.SessionUnknown("a", "X")),
        (given(a="V", b=""), only_wished.NotWished("a", "V")),
        (given(a="S S", b=""), only_wished.GivenTwice("a", "S")),
        (given(a="U S", b=""), only_wished.OutOfWishOrder("a", ("U", "S"))),
    ],
)
def test_only_wished(allocation: Allocation, violation: Violation) -> None:
    assert only_wished.find(INSTANCE, allocation) == [violation]


def test_capacity() -> None:
    found = capacity.find(INSTANCE, given(a="T", b="T"))
    assert found == [capacity.OverCapacity("T", capacity=1, given=2)]


def test_quotas() -> None:
    found = quotas.find(INSTANCE, given(a="S T U", b="T V"))
    assert found == [quotas.OverQuota("a", quota=2, places=("S", "T", "U"))]


def test_slots() -> None:
    found = slots.find(INSTANCE, given(a="S T", b="T V"))
    assert found == [slots.SlotTakenTwice("a", "09:30", "S", "T")]


def test_same_program() -> None:
    found = same_program.find(INSTANCE, given(a="S U", b="T V"))
    assert found == [same_program.ProgramTwice("a", "P", "S", "U")]


@pytest.mark.parametrize(
    ("allocation", "violation"),
    [
        (given(a="U", b=""), minimums.BelowMinimum("U", minimum=2, given=1)),
        (given(a="", b=""), minimums.BelowMinimum("U", minimum=2, given=0)),
        (given(a="U", b="", cancelled=("U",)), minimums.CancelledButGiven("U", given=1)),
        (given(a="", b="", cancelled=("U", "V")), minimums.CancelledWithoutMinimum("V")),
        (given(a="", b="", cancelled=("U", "X")), minimums.CancelledUnknown("X")),
        (given(a="", b="", cancelled=("U", "U")), minimums.CancelledTwice("U")),
    ],
)
def test_minimums(allocation: Allocation, violation: Violation) -> None:
    assert minimums.find(INSTANCE, allocation) == [violation]


def test_a_violation_says_its_kind_and_its_data() -> None:
    violation = capacity.OverCapacity("T", capacity=1, given=2)
    assert violation.as_dict() == {
        "kind": "OverCapacity",
        "session": "T",
        "capacity": 1,
        "given": 2,
    }
