"""No session gives more places than it has."""

from dataclasses import dataclass

from fair_allocation.allocation import Allocation
from fair_allocation.instance import Instance
from fair_allocation.properties.report import Violation


@dataclass(frozen=True)
class OverCapacity(Violation):
    """A session gave more places than it has."""

    session: str
    capacity: int
    given: int


def find(instance: Instance, allocation: Allocation) -> list[Violation]:
    """This function will find sessions given too often. O(places)."""
    holders = allocation.holders()
    return [
        OverCapacity(session.id, session.capacity, len(holders[session.id]))
        for session in instance.sessions
        if len(holders.get(session.id, ())) > session.capacity
    ]
