"""No place stays free while somebody has a claim to it (see `claims`).

Sessions that are cancelled are exempt. Reserved places that their district leaves go to all, so
they are not exempt.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fair_allocation.allocation import Allocation
from fair_allocation.columns import Int32s
from fair_allocation.instance import Instance
from fair_allocation.properties.claims import Claims, find_claims
from fair_allocation.properties.report import Violation


@dataclass(frozen=True)
class WastedPlace(Violation):
    """A place stayed free although an applicant would take it."""

    session: str
    capacity: int
    given: int
    applicant: str


def find(
    instance: Instance, allocation: Allocation, claims: Claims | None = None
) -> list[Violation]:
    """This function will find claims to sessions with a free place. O(wishes)."""
    missed = (find_claims(instance, allocation) if claims is None else claims).missed
    given = np.bincount(allocation.numbered(instance)[1], minlength=len(instance.session_ids))
    free = given < instance.capacity
    return [
        WastedPlace(
            instance.session_ids[session],
            int(instance.capacity[session]),
            int(given[session]),
            instance.applicant_ids[applicant],
        )
        for applicant, session in _pairs(missed.applicant, missed.session, free)
    ]


def _pairs(
    applicant: Int32s, session: Int32s, free: NDArray[np.bool_]
) -> Iterator[tuple[int, int]]:
    if free.any():
        found = free[session]
        yield from zip(applicant[found].tolist(), session[found].tolist(), strict=True)
