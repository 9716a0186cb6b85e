"""What can be said of a list of wishes before anybody shares out places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

TOO_MANY_PUPILS: Final = "too_many_pupils"
OTHER_GRADE: Final = "other_grade"
SAME_TIME: Final = "same_time"
SAME_PROGRAM: Final = "same_program"


@dataclass(frozen=True, slots=True)
class Offer:
    """A session of a round as wishes meet it; `number` is the RoundSession's."""

    number: int
    session_id: int
    program_id: int
    district_id: int
    title: str
    place: str
    starts_at: datetime
    ends_at: datetime
    capacity: int
    minimum: int
    max_pupils: int | None
    level: str
    grade_from: int
    grade_to: int

    @property
    def key(self) -> str:
        """How the session is called in all that is published of the allocation."""
        return f"session-{self.session_id}"

    def overlaps(self, other: Offer) -> bool:
        """This function will tell whether both take place at the same time, if only partly."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


@dataclass(frozen=True, slots=True)
class Pupils:
    """What of a class group decides whether a session can take it."""

    label: str
    count: int
    grade: int
    level: str


@dataclass(frozen=True, slots=True)
class Hint:
    """Something to look at in a list of wishes: a code and its numbers."""

    code: str
    data: dict[str, int]

    @property
    def blocks(self) -> bool:
        """Whether the wish cannot come true as things stand."""
        return self.code in {TOO_MANY_PUPILS, OTHER_GRADE}


def obstacle(offer: Offer, pupils: Pupils) -> Hint | None:
    """This function will name what makes a session impossible for a class group, if anything."""
    if offer.max_pupils is not None and pupils.count > offer.max_pupils:
        return Hint(TOO_MANY_PUPILS, {"pupils": pupils.count, "max_pupils": offer.max_pupils})
    if offer.level != pupils.level or not offer.grade_from <= pupils.grade <= offer.grade_to:
        return Hint(OTHER_GRADE, {"grade_from": offer.grade_from, "grade_to": offer.grade_to})
    return None


def hint_for(rank: int, wished: Sequence[Offer], pupils: Pupils, quota: int) -> Hint | None:
    """This function will say what to look at in the wish of this rank, or None.

    Two sessions at one time, or of one program, are worth saying only where a class group may get
    more than one place.
    """
    offer = wished[rank - 1]
    found = obstacle(offer, pupils)
    if found or quota == 1:
        return found
    for number, other in enumerate(wished[: rank - 1], start=1):
        if offer.program_id == other.program_id:
            return Hint(SAME_PROGRAM, {"rank": number})
        if offer.overlaps(other):
            return Hint(SAME_TIME, {"rank": number})
    return None


def slots(offers: Sequence[Offer]) -> dict[int, str]:
    """This function will give overlapping sessions one common slot, by RoundSession number.

    The mechanism knows slots, not intervals: sessions that overlap, directly or through others,
    share one, so that nobody is ever in two places at a time.
    """
    found: dict[int, str] = {}
    name, until = "", None
    for offer in sorted(offers, key=lambda item: (item.starts_at, item.number)):
        if until is None or offer.starts_at >= until:
            name, until = f"slot-{offer.starts_at.isoformat()}", offer.ends_at
        until = max(until, offer.ends_at)
        found[offer.number] = name
    return found
