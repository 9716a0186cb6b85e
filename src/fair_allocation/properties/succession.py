"""A place that is given back after publication goes to the first in line who can use it.

In line for a session are those with a claim to it (see `claims`), by turn and then by the published
order, whoever let a place of it pass left out. Who has meanwhile reached the quota, or holds a
place that clashes, cannot use it. While fewer of the session's district hold places than are
reserved, those of the district are ahead of all others.

Of `waitlist` nothing is used but what a claim is: nobody is put in line here, only compared with
the one at hand.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from fair_allocation.allocation import Allocation
from fair_allocation.columns import NONE
from fair_allocation.instance import Applicant, Instance, Session
from fair_allocation.properties.claims import find_claims
from fair_allocation.properties.report import Violation
from fair_allocation.properties.standing import is_ahead, standings


@dataclass(frozen=True)
class OfferedOutOfTurn(Violation):
    """A place was offered to somebody while another was ahead."""

    session: str
    offered: str
    ahead: str


@dataclass(frozen=True)
class OfferedToNobodyInLine(Violation):
    """A place was offered to somebody who is not in line for it, or cannot use it."""

    session: str
    offered: str


@dataclass(frozen=True)
class NotOffered(Violation):
    """A place was offered to nobody although somebody is in line and can use it."""

    session: str
    waiting: str


def find(
    instance: Instance,
    allocation: Allocation,
    *,
    held: Mapping[str, Collection[str]],
    session: str,
    passed: Collection[str],
    offered: str | None,
) -> list[Violation]:
    """This function will find who should have been offered a place of a session instead.

    ``held`` says who holds what now, by applicant; ``passed`` who let a place of it pass, or is
    being asked. O(wishes).
    """
    turn_of = _in_line(instance, allocation, held, session, passed)
    if offered is None:
        return [NotOffered(session, waiting) for waiting in sorted(turn_of)]
    if offered not in turn_of:
        return [OfferedToNobodyInLine(session, offered)]
    standing, number_of = standings(instance, allocation.seed), instance.applicant_number_of
    reserved = _is_reserved(instance, held, session)

    def goes_before(one: str, other: str) -> bool:
        members = [_is_member(instance, name, session) for name in (one, other)]
        if reserved and members[0] != members[1]:
            return members[0]
        if turn_of[one] != turn_of[other]:
            return turn_of[one] < turn_of[other]
        return is_ahead(standing, number_of[one], number_of[other])

    return [
        OfferedOutOfTurn(session, offered, other)
        for other in sorted(turn_of)
        if other != offered and goes_before(other, offered)
    ]


def _in_line(
    instance: Instance,
    allocation: Allocation,
    held: Mapping[str, Collection[str]],
    session: str,
    passed: Collection[str],
) -> dict[str, int]:
    missed = find_claims(instance, allocation).missed
    here = missed.session == instance.session_number_of[session]
    numbers = zip(missed.applicant[here].tolist(), missed.turn[here].tolist(), strict=True)
    turn_of = {instance.applicant_ids[number]: turn for number, turn in numbers}
    wanted = instance.session(session)
    return {
        name: turn
        for name, turn in turn_of.items()
        if name not in passed
        and _can_use(
            instance.applicant(name), wanted, [instance.session(s) for s in held.get(name, ())]
        )
    }


def _can_use(applicant: Applicant, wanted: Session, held: Collection[Session]) -> bool:
    if len(held) >= applicant.quota:
        return False
    return not any(
        wanted.id == other.id
        or (wanted.slot is not None and wanted.slot == other.slot)
        or (wanted.program is not None and wanted.program == other.program)
        for other in held
    )


def _is_reserved(instance: Instance, held: Mapping[str, Collection[str]], session: str) -> bool:
    members = sum(
        session in places and _is_member(instance, name, session) for name, places in held.items()
    )
    return members < instance.session(session).reserve


def _is_member(instance: Instance, applicant: str, session: str) -> bool:
    theirs = instance.session_district[instance.session_number_of[session]]
    return bool(
        theirs != NONE
        and instance.applicant_district[instance.applicant_number_of[applicant]] == theirs
    )
