"""No session gives more places than it has."""

from dataclasses import dataclass

import numpy as np

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
    given = np.bincount(allocation.numbered(instance)[1], minlength=len(instance.session_ids))
    return [
        OverCapacity(instance.session_ids[s], int(instance.capacity[s]), int(given[s]))
        for s in np.flatnonzero(given > instance.capacity).tolist()
    ]
