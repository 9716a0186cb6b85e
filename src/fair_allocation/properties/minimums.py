"""A session with a minimum either runs with as many, or is cancelled and gives no place at all.

Whether a cancelled session could have been saved cannot be seen from the outcome alone: that is
what recomputing is for (`verify_bundle`).
"""

from dataclasses import dataclass

from fair_allocation.allocation import Allocation
from fair_allocation.instance import Instance, Session
from fair_allocation.properties.report import Violation


@dataclass(frozen=True)
class BelowMinimum(Violation):
    """A session gave fewer places than its minimum, and is not cancelled."""

    session: str
    minimum: int
    given: int


@dataclass(frozen=True)
class CancelledButGiven(Violation):
    """A cancelled session gave places."""

    session: str
    given: int


@dataclass(frozen=True)
class CancelledWithoutMinimum(Violation):
    """A session is cancelled although it has no minimum."""

    session: str


@dataclass(frozen=True)
class CancelledUnknown(Violation):
    """The list of cancelled sessions names one that is not in the instance."""

    session: str


@dataclass(frozen=True)
class CancelledTwice(Violation):
    """The list of cancelled sessions names one twice."""

    session: str


def find(instance: Instance, allocation: Allocation) -> list[Violation]:
    """This function will find sessions too small to run, and wrong cancellations. O(places)."""
    holders = allocation.holders()
    cancelled: set[str] = set()
    found: list[Violation] = []
    for name in allocation.cancelled:
        if name in cancelled:
            found.append(CancelledTwice(name))
        elif not instance.has_session(name):
            found.append(CancelledUnknown(name))
        cancelled.add(name)
    for session in instance.sessions:
        given = len(holders.get(session.id, ()))
        found += _of_session(session, given, cancelled=session.id in cancelled)
    return found


def _of_session(session: Session, given: int, *, cancelled: bool) -> list[Violation]:
    found: list[Violation] = []
    if cancelled and given:
        found.append(CancelledButGiven(session.id, given))
    if cancelled and not session.minimum:
        found.append(CancelledWithoutMinimum(session.id))
    if not cancelled and given < session.minimum:
        found.append(BelowMinimum(session.id, session.minimum, given))
    return found
