"""After publication: the waitlist, and who moves up when somebody withdraws.

Before publication a withdrawal changes the input and everything is run again (warm: see
`components.Allocator`). After it **holders are frozen**: whoever holds a place keeps it, and one
that is given back goes to the first on the session's waitlist who can use it. Nobody is moved from
one place to another, so each place given back moves one applicant at most.

The waitlist of a session holds those with a claim to it (see `properties.claims`) in line: by turn,
then by the published order. Who has meanwhile reached the quota, or holds a place that clashes, is
passed over. Reserved places stay reserved: while fewer of the session's district hold places than
are reserved, the first of the district on the waitlist goes ahead of all others.

`withdraw` lets the first one move up at once. Where people are asked, and may let the place pass,
the same is done in steps: `give_back`, `first` (without those who let it pass), `take`. Whether the
order was kept is told by `properties.succession`, which shares no code with this.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from fair_allocation.allocation import Allocation
from fair_allocation.columns import NONE
from fair_allocation.errors import NotHeld
from fair_allocation.instance import Instance
from fair_allocation.lottery import published_rank
from fair_allocation.properties.claims import find_claims


@dataclass(frozen=True)
class Move:
    """A place given back, and who gets it (None: nobody on the waitlist can use it)."""

    session: str
    withdrawn: str
    applicant: str | None


class Waitlist:
    """The waitlists of one published allocation, and the places held since."""

    def __init__(self, instance: Instance, allocation: Allocation) -> None:
        """This function will put everybody with a claim in line. O(W log W) for W wishes."""
        self._instance = instance
        start, place = allocation.numbered(instance)
        self._held = [set(places.tolist()) for places in np.split(place, start[1:-1])]
        self._members = np.zeros(len(instance.session_ids), np.int32)
        for applicant, sessions in enumerate(self._held[: len(instance.applicant_ids)]):
            for session in sessions:
                self._members[session] += self._is_member(applicant, session)
        missed = find_claims(instance, allocation).missed
        rank = published_rank(instance, seed=allocation.seed)
        in_line = np.lexsort((rank[missed.applicant], missed.turn, missed.session))
        bounds = np.searchsorted(missed.session[in_line], np.arange(len(instance.session_ids) + 1))
        self._line = [
            missed.applicant[in_line[first:last]].tolist() for first, last in pairwise(bounds)
        ]

    def of(self, session_id: str) -> tuple[str, ...]:
        """This function will return who waits for a session, the first in line first."""
        line = self._line[self._instance.session_number_of[session_id]]
        return tuple(self._instance.applicant_ids[applicant] for applicant in line)

    def withdraw(self, withdrawals: Iterable[tuple[str, str]]) -> tuple[Move, ...]:
        """This function will give back places (applicant, session), in this order, and fill them.

        Raises `NotHeld` at the first place that is not held; those before it are given back.
        """
        return tuple(self._move_up(*both) for both in withdrawals)

    def give_back(self, applicant_id: str, session_id: str) -> None:
        """This function will give back a place. Raises `NotHeld`."""
        applicant = self._instance.applicant_number(applicant_id)
        session = self._instance.session_number_of.get(session_id, NONE)
        if session not in self._held[applicant]:
            raise NotHeld(applicant_id, session_id)
        self._held[applicant].remove(session)
        self._members[session] -= self._is_member(applicant, session)

    def take(self, applicant_id: str, session_id: str) -> None:
        """This function will put down that somebody holds a place now."""
        applicant, session = self._numbers(applicant_id, session_id)
        if applicant in self._line[session]:
            self._line[session].remove(applicant)
        self._held[applicant].add(session)
        self._members[session] += self._is_member(applicant, session)

    def first(self, session_id: str, *, passed: Collection[str] = ()) -> str | None:
        """This function will return who is first in line and can use a place, if anybody.

        Those who let a place of the session pass, or are being asked, are not in line any more.
        """
        session = self._instance.session_number_of[session_id]
        ids = self._instance.applicant_ids
        line = [
            applicant
            for applicant in self._line[session]
            if ids[applicant] not in passed and self._can_use(applicant, session)
        ]
        if self._members[session] < self._instance.reserve[session]:
            own = [applicant for applicant in line if self._is_member(applicant, session)]
            line = own or line
        return ids[line[0]] if line else None

    def can_use(self, applicant_id: str, session_id: str) -> bool:
        """This function will tell whether quota and places held leave room for a place."""
        return self._can_use(*self._numbers(applicant_id, session_id))

    def _numbers(self, applicant_id: str, session_id: str) -> tuple[int, int]:
        instance = self._instance
        return instance.applicant_number(applicant_id), instance.session_number_of[session_id]

    def _move_up(self, applicant_id: str, session_id: str) -> Move:
        self.give_back(applicant_id, session_id)
        found = self.first(session_id)
        if found is not None:
            self.take(found, session_id)
        return Move(session_id, applicant_id, found)

    def _can_use(self, applicant: int, session: int) -> bool:
        instance, held = self._instance, self._held[applicant]
        return len(held) < instance.quota[applicant] and not any(
            label[session] != NONE and label[session] == label[other]
            for label in (instance.slot, instance.program)
            for other in held
        )

    def _is_member(self, applicant: int, session: int) -> bool:
        own, theirs = self._instance.applicant_district, self._instance.session_district
        return bool(theirs[session] != NONE and own[applicant] == theirs[session])
