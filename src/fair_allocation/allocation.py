"""The outcome of an allocation: who got which places, and which sessions do not run."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Allocation:
    """An outcome together with what it takes to recompute it.

    ``places`` maps every applicant's id (also of those who got nothing) to the session ids given,
    in the order of the applicant's wishes; that is also the order of the rounds that gave them.
    ``cancelled`` are the sessions that do not run for want of their minimum, in the order in which
    they were cancelled.
    """

    mechanism: str
    seed: str
    places: Mapping[str, tuple[str, ...]]
    cancelled: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """This function will copy the places, sorted by applicant."""
        ordered = {applicant: tuple(self.places[applicant]) for applicant in sorted(self.places)}
        object.__setattr__(self, "places", ordered)
        object.__setattr__(self, "cancelled", tuple(self.cancelled))

    def of(self, applicant_id: str) -> tuple[str, ...]:
        """This function will return the session ids given to an applicant, best wish first."""
        return self.places.get(applicant_id, ())

    def holders(self) -> dict[str, tuple[str, ...]]:
        """This function will return the applicants of each session that got any, sorted by id."""
        found: dict[str, list[str]] = {}
        for applicant, sessions in self.places.items():
            for session in sessions:
                found.setdefault(session, []).append(applicant)
        return {session: tuple(found[session]) for session in sorted(found)}
