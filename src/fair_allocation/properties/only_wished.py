"""Everybody is listed, and gets only what was wished for: each session once, best wish first."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fair_allocation.allocation import Allocation
from fair_allocation.columns import Int32s, Int64s
from fair_allocation.compiled import Kernel
from fair_allocation.instance import Applicant, Instance
from fair_allocation.properties.report import Violation


@dataclass(frozen=True)
class ApplicantMissing(Violation):
    """The allocation does not list an applicant (who got nothing is listed with nothing)."""

    applicant: str


@dataclass(frozen=True)
class ApplicantUnknown(Violation):
    """The allocation lists somebody who is not an applicant."""

    applicant: str


@dataclass(frozen=True)
class SessionUnknown(Violation):
    """An applicant got a place in a session that is not in the instance."""

    applicant: str
    session: str


@dataclass(frozen=True)
class NotWished(Violation):
    """An applicant got a place that was not wished for."""

    applicant: str
    session: str


@dataclass(frozen=True)
class GivenTwice(Violation):
    """An applicant got two places in one session."""

    applicant: str
    session: str


@dataclass(frozen=True)
class OutOfWishOrder(Violation):
    """The places of an applicant are not listed best wish first, as the file format has it."""

    applicant: str
    places: tuple[str, ...]


def find(instance: Instance, allocation: Allocation) -> list[Violation]:
    """This function will find places that nobody asked for, and people left out. O(wishes)."""
    listed, number_of = allocation.places, instance.session_number_of
    start, place = allocation.numbered(instance)
    steps = len(instance.wish_session) + len(start)
    wrong = np.zeros(len(instance.applicant_ids), np.bool_)
    look.on(steps)(instance.wish_indptr, instance.wish_session, start, place, wrong)
    found: list[Violation] = []
    if not allocation.is_numbered_by(instance):
        found += [ApplicantMissing(name) for name in instance.applicant_ids if name not in listed]
        found += [ApplicantUnknown(name) for name in listed if not instance.has_applicant(name)]
        for a, name in enumerate(instance.applicant_ids):
            wrong[a] |= any(session not in number_of for session in listed.get(name, ()))
    for a in np.flatnonzero(wrong).tolist():
        applicant = instance.applicants[a]
        found += _of_applicant(instance, applicant, allocation.of(applicant.id))
    return found


@Kernel
def look(
    wish_start: Int64s,
    wish: Int32s,
    place_start: Int64s,
    place: Int32s,
    wrong: NDArray[np.bool_],
) -> None:
    """This function will mark whose places are not some of the wishes in their order."""
    for applicant in range(len(wrong)):
        at = wish_start[applicant]
        for held in range(place_start[applicant], place_start[applicant + 1]):
            while at < wish_start[applicant + 1] and wish[at] != place[held]:
                at += 1
            if at == wish_start[applicant + 1]:
                wrong[applicant] = True
                break
            at += 1


def _of_applicant(
    instance: Instance, applicant: Applicant, places: tuple[str, ...]
) -> list[Violation]:
    found: list[Violation] = []
    seen: set[str] = set()
    for session in places:
        if session in seen:
            found.append(GivenTwice(applicant.id, session))
        elif not instance.has_session(session):
            found.append(SessionUnknown(applicant.id, session))
        elif session not in applicant.wishes:
            found.append(NotWished(applicant.id, session))
        seen.add(session)
    if not found:
        in_wish_order = tuple(wish for wish in applicant.wishes if wish in seen)
        if in_wish_order != places:
            found.append(OutOfWishOrder(applicant.id, places))
    return found
