"""No applicant gets more places than the quota."""

from dataclasses import dataclass

import numpy as np

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
    over = np.diff(allocation.numbered(instance)[0]) > instance.quota
    ids = [instance.applicant_ids[a] for a in np.flatnonzero(over).tolist()]
    quotas = instance.quota[over].tolist()
    return [
        OverQuota(name, quota, allocation.of(name)) for name, quota in zip(ids, quotas, strict=True)
    ]
