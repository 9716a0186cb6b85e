"""Nobody is in one program twice."""

from dataclasses import dataclass

from fair_allocation.allocation import Allocation
from fair_allocation.instance import Instance
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
    found: list[Violation] = []
    for applicant, places in allocation.places.items():
        taken: dict[str, str] = {}
        for place in places:
            program = instance.session(place).program if instance.has_session(place) else None
            if program is None:
                continue
            first = taken.setdefault(program, place)
            if first != place:
                found.append(ProgramTwice(applicant, program, first, place))
    return found
