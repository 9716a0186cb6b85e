"""Nobody is in two sessions of one slot."""

from dataclasses import dataclass

from fair_allocation.allocation import Allocation
from fair_allocation.instance import Instance
from fair_allocation.properties.pairs import find_pairs
from fair_allocation.properties.report import Violation


@dataclass(frozen=True)
class SlotTakenTwice(Violation):
    """An applicant got two sessions that take place at the same time."""

    applicant: str
    slot: str
    first: str
    second: str


def find(instance: Instance, allocation: Allocation) -> list[Violation]:
    """This function will find pairs of places at the same time. O(places)."""
    return [
        SlotTakenTwice(pair.applicant, instance.slots[pair.label], pair.first, pair.second)
        for pair in find_pairs(instance, allocation, instance.slot)
    ]
