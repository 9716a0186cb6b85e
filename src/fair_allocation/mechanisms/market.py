"""An instance as whole numbers, in the shape the mechanisms work on."""

from dataclasses import dataclass

from fair_allocation.instance import Applicant, Instance, Session
from fair_allocation.lottery import published_order

NONE = -1


@dataclass(frozen=True)
class Market:
    """Applicants are numbered by the published order (0 goes first), sessions by id.

    ``member_of[s]`` is the number of the district a session reserves for (`NONE` where it reserves
    nothing), ``district[a]`` an applicant's. Equal numbers in ``slot`` (or ``program``) clash;
    `NONE` clashes with nothing.
    """

    applicants: tuple[Applicant, ...]
    sessions: tuple[Session, ...]
    wishes: list[list[int]]
    quota: list[int]
    district: list[int]
    capacity: list[int]
    reserve: list[int]
    member_of: list[int]
    slot: list[int]
    program: list[int]

    def clashes(self, session: int, held: list[int]) -> bool:
        """This function will tell whether a session shares slot or program with one of the held."""
        slot, program = self.slot[session], self.program[session]
        return any(
            (slot != NONE and slot == self.slot[other])
            or (program != NONE and program == self.program[other])
            for other in held
        )


def make_market(instance: Instance, *, seed: str) -> Market:
    """This function will number applicants, sessions and labels. O(wishes + n log n)."""
    applicants = published_order(instance, seed=seed)
    sessions = instance.sessions
    number_of = {session.id: number for number, session in enumerate(sessions)}
    districts = _Labels()
    slots, programs = _Labels(), _Labels()
    return Market(
        applicants=applicants,
        sessions=sessions,
        wishes=[[number_of[wish] for wish in applicant.wishes] for applicant in applicants],
        quota=[applicant.quota for applicant in applicants],
        district=[districts.number(applicant.district) for applicant in applicants],
        capacity=[session.capacity for session in sessions],
        reserve=[session.reserve for session in sessions],
        member_of=[
            districts.number(session.district) if session.reserve else NONE for session in sessions
        ],
        slot=[slots.number(session.slot) for session in sessions],
        program=[programs.number(session.program) for session in sessions],
    )


class _Labels:
    """Numbers for texts, in the order they first come."""

    def __init__(self) -> None:
        self._number_of: dict[str, int] = {}

    def number(self, label: str | None) -> int:
        """This function will return the number of a label, `NONE` for None."""
        if label is None:
            return NONE
        return self._number_of.setdefault(label, len(self._number_of))
