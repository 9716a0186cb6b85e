"""The input of an allocation: applicants with ranked wishes, sessions with limited places."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from functools import cached_property

from fair_allocation import errors
from fair_allocation.fields import Fields, parse_json, require_format

INSTANCE_FORMAT = "hamkke-allocation-instance/1"
LARGEST_NUMBER = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Applicant:
    """Whoever wishes for places: a class group, or a student.

    ``wishes`` are session ids, best first. ``quota`` is the most places this applicant may get. A
    greater ``need_tier`` goes first, then more ``past_losses``. ``district`` opens the places that
    a session reserves for its own district.
    """

    id: str
    wishes: tuple[str, ...] = ()
    quota: int = 1
    need_tier: int = 0
    past_losses: int = 0
    district: str | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """One date of a program with places to give.

    ``capacity`` and ``minimum`` (below which it does not run) count applicants. Nobody gets two
    sessions of the same ``slot`` (the same time) or of the same ``program``. ``reserve`` of the
    places go first to applicants of the session's ``district``; those they leave are open to all.
    """

    id: str
    capacity: int
    minimum: int = 0
    slot: str | None = None
    program: str | None = None
    district: str | None = None
    reserve: int = 0


@dataclass(frozen=True)
class Instance:
    """A validated input. Both tuples are kept sorted by id, so the order of coming is immaterial.

    Raises a subclass of `errors.InvalidInstance` for the first thing that is wrong.
    """

    applicants: tuple[Applicant, ...]
    sessions: tuple[Session, ...]
    _applicant_of: dict[str, Applicant] = field(init=False, repr=False, compare=False)
    _session_of: dict[str, Session] = field(init=False, repr=False, compare=False)

    def __init__(self, applicants: Iterable[Applicant], sessions: Iterable[Session]) -> None:
        """This function will sort, index and validate the parts."""
        by_id = sorted(applicants, key=lambda applicant: applicant.id)
        object.__setattr__(self, "applicants", tuple(by_id))
        object.__setattr__(
            self, "sessions", tuple(sorted(sessions, key=lambda session: session.id))
        )
        object.__setattr__(self, "_applicant_of", {a.id: a for a in self.applicants})
        object.__setattr__(self, "_session_of", {s.id: s for s in self.sessions})
        self._refuse_duplicates()
        for session in self.sessions:
            _check_session(session)
        for applicant in self.applicants:
            self._check_applicant(applicant)

    @classmethod
    def from_json(cls, value: object) -> "Instance":
        """This function will read a parsed instance file; fields it does not know are refused."""
        require_format(value, INSTANCE_FORMAT)
        whole = Fields("instance", value, known=("format", "applicants", "sessions"))
        return cls(
            [_read_applicant(n, item) for n, item in enumerate(whole.items("applicants"))],
            [_read_session(n, item) for n, item in enumerate(whole.items("sessions"))],
        )

    @classmethod
    def from_text(cls, text: str | bytes) -> "Instance":
        """This function will read the text of an instance file (bytes: UTF-8)."""
        return cls.from_json(parse_json(text))

    def applicant(self, applicant_id: str) -> Applicant:
        """This function will return the applicant of this id, or raise `UnknownApplicant`."""
        try:
            return self._applicant_of[applicant_id]
        except KeyError:
            raise errors.UnknownApplicant(applicant_id) from None

    def session(self, session_id: str) -> Session:
        """This function will return the session of this id, or raise `KeyError`."""
        return self._session_of[session_id]

    def has_applicant(self, applicant_id: str) -> bool:
        """This function will tell whether there is such an applicant."""
        return applicant_id in self._applicant_of

    def has_session(self, session_id: str) -> bool:
        """This function will tell whether there is such a session."""
        return session_id in self._session_of

    def to_json(self) -> dict[str, object]:
        """This function will return the instance in its file format, every field written out."""
        return {
            "format": INSTANCE_FORMAT,
            "applicants": [
                {
                    "id": applicant.id,
                    "wishes": list(applicant.wishes),
                    "quota": applicant.quota,
                    "need_tier": applicant.need_tier,
                    "past_losses": applicant.past_losses,
                    "district": applicant.district,
                }
                for applicant in self.applicants
            ],
            "sessions": [
                {
                    "id": session.id,
                    "capacity": session.capacity,
                    "minimum": session.minimum,
                    "slot": session.slot,
                    "program": session.program,
                    "district": session.district,
                    "reserve": session.reserve,
                }
                for session in self.sessions
            ],
        }

    @cached_property
    def canonical_bytes(self) -> bytes:
        """The canonical JSON: sorted, no spaces, no escapes beyond those JSON requires, UTF-8.

        Keys are sorted, applicants and sessions too by id (code points), wishes keep their order.
        Every default is written out, and there is no final newline.
        """
        text = json.dumps(self.to_json(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return text.encode()

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the canonical JSON, 64 lower-case hexadecimal digits."""
        return hashlib.sha256(self.canonical_bytes).hexdigest()

    def _refuse_duplicates(self) -> None:
        for first, second in zip(self.applicants, self.applicants[1:], strict=False):
            if first.id == second.id:
                raise errors.DuplicateApplicant(first.id)
        for one, other in zip(self.sessions, self.sessions[1:], strict=False):
            if one.id == other.id:
                raise errors.DuplicateSession(one.id)

    def _check_applicant(self, applicant: Applicant) -> None:
        check_text("applicant", "id", applicant.id)
        check_text("applicant", "district", applicant.district)
        _check_number("applicant", applicant.id, "quota", applicant.quota)
        _check_number("applicant", applicant.id, "need_tier", applicant.need_tier)
        _check_number("applicant", applicant.id, "past_losses", applicant.past_losses)
        seen = set()
        for wish in applicant.wishes:
            if wish not in self._session_of:
                raise errors.UnknownWish(applicant.id, wish)
            if wish in seen:
                raise errors.DuplicateWish(applicant.id, wish)
            seen.add(wish)


def check_text(where: str, name: str, value: str | None) -> None:
    """This function will refuse a text that is empty or that UTF-8 cannot write.

    An empty text is refused because a form that sends "" for "none" would otherwise make all its
    sessions clash with each other.
    """
    if value is None:
        return
    if not value:
        raise errors.InvalidField(where, name, "a text of at least one character", '""')
    try:
        value.encode()
    except UnicodeEncodeError:
        raise errors.InvalidField(where, name, "a text of whole characters", ascii(value)) from None


def _read_applicant(number: int, value: object) -> Applicant:
    read = Fields(f"applicants[{number}]", value, known=_fields_of(Applicant))
    return Applicant(
        id=read.text("id"),
        wishes=read.texts("wishes"),
        quota=read.optional_whole("quota", 1),
        need_tier=read.optional_whole("need_tier", 0),
        past_losses=read.optional_whole("past_losses", 0),
        district=read.optional_text("district"),
    )


def _read_session(number: int, value: object) -> Session:
    read = Fields(f"sessions[{number}]", value, known=_fields_of(Session))
    return Session(
        id=read.text("id"),
        capacity=read.whole("capacity"),
        minimum=read.optional_whole("minimum", 0),
        slot=read.optional_text("slot"),
        program=read.optional_text("program"),
        district=read.optional_text("district"),
        reserve=read.optional_whole("reserve", 0),
    )


def _fields_of(kind: type[Applicant] | type[Session]) -> tuple[str, ...]:
    return tuple(found.name for found in fields(kind))


def _check_session(session: Session) -> None:
    check_text("session", "id", session.id)
    check_text("session", "slot", session.slot)
    check_text("session", "program", session.program)
    check_text("session", "district", session.district)
    _check_number("session", session.id, "capacity", session.capacity)
    _check_number("session", session.id, "minimum", session.minimum)
    _check_number("session", session.id, "reserve", session.reserve)
    if session.minimum > session.capacity:
        raise errors.MinimumAboveCapacity(session.id, session.minimum, session.capacity)
    if session.reserve > session.capacity:
        raise errors.ReserveAboveCapacity(session.id, session.reserve, session.capacity)
    if session.reserve and session.district is None:
        raise errors.ReserveWithoutDistrict(session.id, session.reserve)


def _check_number(kind: str, owner: str, name: str, value: int) -> None:
    if not 0 <= value <= LARGEST_NUMBER:
        raise errors.NumberOutOfRange(kind, owner, name, value)
