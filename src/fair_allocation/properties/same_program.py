"""Nobody is in one program twice."""

from dataclasses import dataclass

from fair_allocation.allocation import Allocation
from fair_allocation.instance import Instance
from fair_allocation.properties.pairs import find_pairs
from fair_allocation.properties.report import Violation


@dataclass(frozen=True)
class ProgramTwice(Violation):
    """An applicant got two sessions of one program."""

    applicant: str
    program: str
    first: str
    second: str


def find(instance: Instance, allocation: Allocation) -> list[Violation]:
    """This function will find pairs of places in one program. O(places)."""
    return [
        ProgramTwice(pair.applicant, instance.programs[pair.label], pair.first, pair.second)
        for pair in find_pairs(instance, allocation, instance.program)
    ]
