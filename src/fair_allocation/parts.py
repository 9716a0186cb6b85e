"""One applicant, one session: how people write an instance, and how it is read back."""

from dataclasses import dataclass


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
