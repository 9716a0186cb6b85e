"""A session with a minimum either runs with as many, or is cancelled and gives no place at all.

Whether a cancelled session could have been saved cannot be seen from the outcome alone: that is
what recomputing is for (`verify_bundle`).
"""

from dataclasses import dataclass

import numpy as np

from fair_allocation.allocation import Allocation
from fair_allocation.instance import Instance
from fair_allocation.properties.report import Violation


@dataclass(frozen=True)
class BelowMinimum(Violation):
    """A session gave fewer places than its minimum, and is not cancelled."""

    session: str
    minimum: int
    given: int


@dataclass(frozen=True)
class CancelledButGiven(Violation):
    """A cancelled session gave places."""

    session: str
    given: int


@dataclass(frozen=True)
class CancelledWithoutMinimum(Violation):
    """A session is cancelled although it has no minimum."""

    session: str


@dataclass(frozen=True)
class CancelledUnknown(Violation):
    """The list of cancelled sessions names one that is not in the instance."""

    session: str


@dataclass(frozen=True)
class CancelledTwice(Violation):
    """The list of cancelled sessions names one twice."""

    session: str


def find(instance: Instance, allocation: Allocation) -> list[Violation]:
    """This function will find sessions too small to run, and wrong cancellations. O(places)."""
    given = np.bincount(allocation.numbered(instance)[1], minlength=len(instance.session_ids))
    number_of = instance.session_number_of
    seen: set[str] = set()
    found: list[Violation] = []
    for name in allocation.cancelled:
        if name in seen:
            found.append(CancelledTwice(name))
        elif name not in number_of:
            found.append(CancelledUnknown(name))
        elif given[number_of[name]]:
            found.append(CancelledButGiven(name, int(given[number_of[name]])))
        if name not in seen and name in number_of and not instance.minimum[number_of[name]]:
            found.append(CancelledWithoutMinimum(name))
        seen.add(name)
    short = np.flatnonzero(given < instance.minimum).tolist()
    found += [
        BelowMinimum(instance.session_ids[s], int(instance.minimum[s]), int(given[s]))
        for s in short
        if instance.session_ids[s] not in seen
    ]
    return found
