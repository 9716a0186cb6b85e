"""Who may still claim a place: the common ground of `no_waste` and `no_envy`.

An applicant has a *claim* to a wish that was not given, unless the session is cancelled, or the
places given from better wishes already fill the quota, or one of them is of the same slot or
program. Places given from worse wishes do not count: they would be handed back. The *turn* of a
claim, or of a place held, is 1 + the number of better wishes given.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fair_allocation.allocation import Allocation
from fair_allocation.columns import NONE, Int32s, Int64s
from fair_allocation.compiled import Kernel
from fair_allocation.instance import Instance

Labels = tuple[Int32s, Int32s]
"""Slot and program of each session."""


@dataclass(frozen=True)
class Line:
    """Applicants with a session and a turn each (numbers), by applicant, best wish first."""

    applicant: Int32s
    session: Int32s
    turn: Int32s


@dataclass(frozen=True)
class Claims:
    """The places ``held`` of those wished for, and the claims to places ``missed``."""

    held: Line
    missed: Line


def find_claims(instance: Instance, allocation: Allocation) -> Claims:
    """This function will go through the wishes once and return places held and claimed."""
    place_start, place = allocation.numbered(instance)
    # Untouched memory is not taken: only what is found counts.
    held = _room(min(len(place), len(instance.wish_session)))
    missed = _room(len(instance.wish_session))
    steps = len(instance.wish_session) + len(instance.quota)
    counts = np.zeros(2, np.int64)
    collect.on(steps)(
        instance.wish_indptr,
        instance.wish_session,
        instance.quota,
        (instance.slot, instance.program),
        _cancelled(instance, allocation),
        place_start,
        place,
        held,
        missed,
        counts,
    )
    return Claims(Line(*held[:, : counts[0]]), Line(*missed[:, : counts[1]]))


def _room(size: int) -> Int32s:
    return np.empty((3, size), np.int32)


def _cancelled(instance: Instance, allocation: Allocation) -> NDArray[np.bool_]:
    found = np.zeros(len(instance.session_ids), np.bool_)
    number_of = instance.session_number_of if allocation.cancelled else {}
    found[[number_of[name] for name in allocation.cancelled if name in number_of]] = True
    return found


@Kernel
def collect(  # noqa: PLR0913, PLR0917 - a loop is compiled for arrays
    wish_start: Int64s,
    wish: Int32s,
    quota: Int32s,
    labels: Labels,
    cancelled: NDArray[np.bool_],
    place_start: Int64s,
    place: Int32s,
    held: Int32s,
    missed: Int32s,
    counts: Int64s,
) -> None:
    """This function will write what is held and missed (applicant, session, turn); count both."""
    held_count = missed_count = 0
    for applicant in range(len(quota)):
        first, last = place_start[applicant], place_start[applicant + 1]
        own = held_count  # from here on, `held` lists the places of this applicant
        better = 0
        for at in range(wish_start[applicant], wish_start[applicant + 1]):
            session = wish[at]
            if is_in(session, place, first, last):
                better += 1
                held[0, held_count], held[1, held_count] = applicant, session
                held[2, held_count] = better
                held_count += 1
            elif better >= quota[applicant]:
                if better >= last - first:
                    break  # every place was seen, and the quota leaves no claim
            elif not (cancelled[session] or clashes(labels, session, held[1], own, held_count)):
                missed[0, missed_count], missed[1, missed_count] = applicant, session
                missed[2, missed_count] = better + 1
                missed_count += 1
    counts[0], counts[1] = held_count, missed_count


@Kernel
def is_in(session: int, place: Int32s, first: int, last: int) -> bool:
    """This function will tell whether a session is among an applicant's places."""
    for at in range(first, last):  # noqa: SIM110 - compiled
        if place[at] == session:
            return True
    return False


@Kernel
def clashes(labels: Labels, session: int, taken: Int32s, first: int, last: int) -> bool:
    """This function will tell whether a session shares a label with one of those taken."""
    slot, program = labels
    for at in range(first, last):
        other = taken[at]
        if slot[session] != NONE and slot[session] == slot[other]:
            return True
        if program[session] != NONE and program[session] == program[other]:
            return True
    return False
