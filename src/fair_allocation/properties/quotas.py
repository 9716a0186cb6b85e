"""No applicant gets more places than the quota."""

from dataclasses import dataclass

from fair_allocation.allocation import Allocation
from fair_allocation.instance import Instance
from fair_allocation.properties.report import Violation


@dataclass(frozen=True)
class OverQuota(Violation):
    """An applicant got more places than the quota."""

    applicant: str
    quota: int
    places: tuple[str, ...]


def find(instance: Instance, allocation: Allocation) -> list[Violation]:
    """This function will find applicants with too many places. O(applicants)."""
    return [
        OverQuota(applicant.id, applicant.quota, allocation.of(applicant.id))
        for applicant in instance.applicants
        if len(allocation.of(applicant.id)) > applicant.quota
    ]
