"""The reasons an applicant got, or did not get, a wish: one class each, with the facts.

Words used below. An applicant's *turn* at a wish is 1 + the number of places held there that the
applicant wishes for more: the round of the mechanism that looks at this wish. The *contenders* of a
session are those who hold a place in it and those who would take one: who wish for it, miss it,
have quota left after their better wishes, and no clash with a better wish they got. Contenders
stand in line by turn, then by the published order; the first has position 1.
"""

from dataclasses import asdict, dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Reason:
    """The base of all reasons: which wish (rank 1 is the best) for which session."""

    kind: ClassVar[str]
    rank: int
    session: str

    def as_dict(self) -> dict[str, object]:
        """This function will return kind and facts, fit for JSON."""
        return {"kind": self.kind, **asdict(self)}


@dataclass(frozen=True)
class Given(Reason):
    """The wish came true, in this turn, at this position of ``contenders``."""

    kind: ClassVar[str] = "given"
    turn: int
    position: int
    wished: int
    contenders: int
    capacity: int
    by_reserve: bool  # somebody ahead in line misses the session: it was a reserved place


@dataclass(frozen=True)
class Standing:
    """Somebody's place in line: what is compared, in this order. The smaller lottery goes first."""

    turn: int
    need_tier: int
    past_losses: int
    lottery: str


@dataclass(frozen=True)
class OutOfPlaces(Reason):
    """The base of `SessionFull` and `ReservedPlaces`: all places of the session went to others.

    ``wished`` counts everybody who listed the session, ``contenders`` those still in line for it.
    ``ahead_*`` count the holders ahead of the applicant by what put them ahead; they and
    ``reserved_behind`` (holders of reserved places who stand behind) add up to ``given``.
    ``cutoff_position`` is how far the places reached down the line: everybody up to it holds one,
    the next does not (holders further down hold reserved places); ``cutoff`` is the standing of its
    holder. Both are None where the first in line already misses. ``waitlist_position`` counts those
    who miss the session, in line; a reserved place that falls free goes to its district first.
    """

    turn: int
    position: int
    cutoff_position: int | None
    waitlist_position: int
    wished: int
    contenders: int
    capacity: int
    given: int
    ahead_by_turn: int
    ahead_by_need: int
    ahead_by_past_losses: int
    ahead_by_lottery: int
    reserved_behind: int
    own: Standing
    cutoff: Standing | None


@dataclass(frozen=True)
class SessionFull(OutOfPlaces):
    """More contenders stood ahead than the session has places."""

    kind: ClassVar[str] = "session_full"


@dataclass(frozen=True)
class ReservedPlaces(OutOfPlaces):
    """The position was within the capacity, but reserved places went to the district's own."""

    kind: ClassVar[str] = "reserved_places"
    district: str
    reserve: int


@dataclass(frozen=True)
class SlotClash(Reason):
    """A better wish that was given takes place at the same time."""

    kind: ClassVar[str] = "slot_clash"
    given_session: str
    slot: str


@dataclass(frozen=True)
class SameProgram(Reason):
    """A better wish that was given is of the same program."""

    kind: ClassVar[str] = "same_program"
    given_session: str
    program: str


@dataclass(frozen=True)
class QuotaReached(Reason):
    """As many better wishes were given as the quota allows (a quota of 0 or of 2 and more)."""

    kind: ClassVar[str] = "quota_reached"
    quota: int
    given_sessions: tuple[str, ...]


@dataclass(frozen=True)
class NotConsidered(Reason):
    """The one place the applicant may have came from a better wish."""

    kind: ClassVar[str] = "not_considered"
    given_session: str


@dataclass(frozen=True)
class SessionCancelled(Reason):
    """The session does not run: it did not reach its minimum."""

    kind: ClassVar[str] = "session_cancelled"
    minimum: int
    wished: int


@dataclass(frozen=True)
class Explanation:
    """The reasons for all wishes of one applicant, best wish first."""

    applicant: str
    given: tuple[str, ...]
    reasons: tuple[Reason, ...]

    def as_dict(self) -> dict[str, object]:
        """This function will return the explanation, fit for JSON."""
        return {
            "applicant": self.applicant,
            "given": list(self.given),
            "reasons": [reason.as_dict() for reason in self.reasons],
        }
