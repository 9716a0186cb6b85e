"""Nobody is in two sessions of one slot."""

from dataclasses import dataclass

from fair_allocation.allocation import Allocation
from fair_allocation.instance import Instance
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
    found: list[Violation] = []
    for applicant, places in allocation.places.items():
        taken: dict[str, str] = {}
        for place in places:
            slot = instance.session(place).slot if instance.has_session(place) else None
            if slot is None:
                continue
            first = taken.setdefault(slot, place)
            if first != place:
                found.append(SlotTakenTwice(applicant, slot, first, place))
    return found
