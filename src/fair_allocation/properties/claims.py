"""Who may still claim a place: the common ground of `no_waste` and `no_envy`.

An applicant has a *claim* to a wish that was not given, unless the session is cancelled, or the
places given from better wishes already fill the quota, or one of them is of the same slot or
program. Places given from worse wishes do not count: they would be handed back. The *turn* of a
claim, or of a place held, is 1 + the number of better wishes given.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from fair_allocation.allocation import Allocation
from fair_allocation.instance import Applicant, Instance


@dataclass(frozen=True, slots=True)
class Claim:
    """An applicant's claim to a session, or hold on it, at a turn."""

    applicant: Applicant
    session: str
    turn: int
    held: bool


def find_claims(instance: Instance, allocation: Allocation) -> Iterator[Claim]:
    """This function will go through all wishes once and yield the places held and claimed."""
    cancelled = frozenset(allocation.cancelled)
    label = {s.id: (s.slot, s.program) for s in instance.sessions}
    for applicant in instance.applicants:
        places = allocation.of(applicant.id)
        better = 0
        taken: list[tuple[str | None, str | None]] = []
        for wish in applicant.wishes:
            if wish in places:
                yield Claim(applicant, wish, better + 1, held=True)
                better += 1
                taken.append(label[wish])
            elif (
                better < applicant.quota
                and wish not in cancelled
                and not (taken and _clash(label[wish], taken))
            ):
                yield Claim(applicant, wish, better + 1, held=False)


def _clash(one: tuple[str | None, str | None], others: list[tuple[str | None, str | None]]) -> bool:
    slot, program = one
    return any(
        (slot is not None and slot == other_slot)
        or (program is not None and program == other_program)
        for other_slot, other_program in others
    )
