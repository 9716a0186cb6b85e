"""Everybody is listed, and gets only what was wished for: each session once, best wish first."""

from dataclasses import dataclass

from fair_allocation.allocation import Allocation
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
    found: list[Violation] = [
        ApplicantMissing(applicant.id)
        for applicant in instance.applicants
        if applicant.id not in allocation.places
    ]
    for applicant_id, places in allocation.places.items():
        if instance.has_applicant(applicant_id):
            found += _of_applicant(instance, instance.applicant(applicant_id), places)
        else:
            found.append(ApplicantUnknown(applicant_id))
    return found


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
