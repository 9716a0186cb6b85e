"""No place stays free while somebody has a claim to it (see `claims`).

Sessions that are cancelled are exempt. Reserved places that their district leaves go to all, so
they are not exempt.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from fair_allocation.allocation import Allocation
from fair_allocation.instance import Instance
from fair_allocation.properties.claims import Claim, find_claims
from fair_allocation.properties.report import Violation


@dataclass(frozen=True)
class WastedPlace(Violation):
    """A place stayed free although an applicant would take it."""

    session: str
    capacity: int
    given: int
    applicant: str


def find(
    instance: Instance, allocation: Allocation, claims: Iterable[Claim] | None = None
) -> list[Violation]:
    """This function will find claims to sessions with a free place. O(wishes)."""
    given = Counter(session for places in allocation.places.values() for session in places)
    return [
        WastedPlace(claim.session, capacity, given[claim.session], claim.applicant.id)
        for claim in (find_claims(instance, allocation) if claims is None else claims)
        if not claim.held
        and given[claim.session] < (capacity := instance.session(claim.session).capacity)
    ]
