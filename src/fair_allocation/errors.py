# ruff: noqa: N818 - an error is named by what is wrong
"""Every refusal of this library: one class each, with the data that explains it.

``str(error)`` is a plain English sentence. A caller that speaks another language switches on the
class and reads the fields.
"""

from dataclasses import dataclass


class AllocationError(Exception):
    """The base of all errors this library raises on purpose."""


class InvalidInstance(AllocationError):
    """The base of all errors about the applicants and sessions handed in."""


class InvalidBundle(AllocationError):
    """The base of all errors about a bundle file that cannot be read at all."""


@dataclass(eq=False)
class InvalidJson(InvalidInstance, InvalidBundle):
    """The text is not JSON as RFC 8259 has it, or names one key twice."""

    reason: str

    def __str__(self) -> str:
        return f"the file is not valid JSON: {self.reason}"


@dataclass(eq=False)
class WrongFormat(InvalidInstance, InvalidBundle):
    """The file's "format" is not the one that is read here."""

    found: str
    expected: str

    def __str__(self) -> str:
        return f'the format is {self.found}, expected "{self.expected}"'


@dataclass(eq=False)
class MissingField(InvalidInstance, InvalidBundle):
    """A required field is absent; ``where`` is a path such as ``applicants[3]``."""

    where: str
    field: str

    def __str__(self) -> str:
        return f'{self.where} has no field "{self.field}"'


@dataclass(eq=False)
class UnknownField(InvalidInstance, InvalidBundle):
    """A field that the format does not know: most likely a misspelling, so never ignored."""

    where: str
    field: str

    def __str__(self) -> str:
        return f'{self.where} has an unknown field "{self.field}"'


@dataclass(eq=False)
class InvalidField(InvalidInstance, InvalidBundle):
    """A field of the wrong kind; ``found`` is its JSON form, cut to 80 characters."""

    where: str
    field: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f'{self.where}: field "{self.field}" must be {self.expected}, not {self.found}'


@dataclass(eq=False)
class DuplicateApplicant(InvalidInstance):
    """Two applicants have one id."""

    applicant: str

    def __str__(self) -> str:
        return f"applicant {self.applicant} is listed twice"


@dataclass(eq=False)
class DuplicateSession(InvalidInstance):
    """Two sessions have one id."""

    session: str

    def __str__(self) -> str:
        return f"session {self.session} is listed twice"


@dataclass(eq=False)
class UnknownWish(InvalidInstance):
    """An applicant wishes for a session that is not in the instance."""

    applicant: str
    session: str

    def __str__(self) -> str:
        return f"applicant {self.applicant} wishes for session {self.session}, which does not exist"


@dataclass(eq=False)
class DuplicateWish(InvalidInstance):
    """An applicant names one session twice in the list of wishes."""

    applicant: str
    session: str

    def __str__(self) -> str:
        return f"applicant {self.applicant} wishes for session {self.session} twice"


@dataclass(eq=False)
class NumberOutOfRange(InvalidInstance):
    """A number lies outside 0 … 2³¹ − 1: "session 17 has capacity -3"."""

    kind: str  # "applicant" or "session"
    id: str
    field: str
    value: int

    def __str__(self) -> str:
        return f"{self.kind} {self.id} has {self.field} {self.value}"


@dataclass(eq=False)
class InvalidArray(InvalidInstance):
    """An array handed in has the wrong shape or kind."""

    name: str
    expected: str

    def __str__(self) -> str:
        return f"the array {self.name} must be {self.expected}"


@dataclass(eq=False)
class MinimumAboveCapacity(InvalidInstance):
    """A session that needs more than it can take could never run."""

    session: str
    minimum: int
    capacity: int

    def __str__(self) -> str:
        return (
            f"session {self.session} has minimum {self.minimum} above its capacity {self.capacity}"
        )


@dataclass(eq=False)
class ReserveAboveCapacity(InvalidInstance):
    """A session reserves more places than it has."""

    session: str
    reserve: int
    capacity: int

    def __str__(self) -> str:
        return (
            f"session {self.session} has reserve {self.reserve} above its capacity {self.capacity}"
        )


@dataclass(eq=False)
class ReserveWithoutDistrict(InvalidInstance):
    """A session reserves places, but names no district to reserve them for."""

    session: str
    reserve: int

    def __str__(self) -> str:
        return f"session {self.session} has reserve {self.reserve}, but no district"


@dataclass(eq=False)
class UnknownMechanism(AllocationError):
    """There is no mechanism of this name."""

    mechanism: str
    known: tuple[str, ...]

    def __str__(self) -> str:
        return f'there is no mechanism "{self.mechanism}"; known: {", ".join(self.known)}'


@dataclass(eq=False)
class InvalidSeed(AllocationError):
    """The public seed is empty, or holds a character that UTF-8 cannot write."""

    seed: str

    def __str__(self) -> str:
        return f"the seed {self.seed!a} must be a text of at least one character"


@dataclass(eq=False)
class NotProved(AllocationError):
    """A mechanism found no allocation it can prove to be what it promises, so it gives none."""

    mechanism: str
    applicants: int
    sessions: int

    def __str__(self) -> str:
        size = f"{self.applicants} applicants and {self.sessions} sessions"
        return f"no proof was found that an outcome of {self.mechanism} for {size} is the best one"


@dataclass(eq=False)
class TooLargeToProve(AllocationError):
    """More wishes than a mechanism can prove an outcome of in bounded time and memory."""

    mechanism: str
    wishes: int
    most: int

    def __str__(self) -> str:
        return f"{self.mechanism} proves outcomes of up to {self.most} wishes, not {self.wishes}"


@dataclass(eq=False)
class NotHeld(AllocationError):
    """A place is given back by somebody who does not hold it."""

    applicant: str
    session: str

    def __str__(self) -> str:
        return f"applicant {self.applicant} holds no place in session {self.session}"


@dataclass(eq=False)
class SolverMissing(AllocationError):
    """The comparison needs OR-Tools, which is not installed."""

    extra: str = "minimums"

    def __str__(self) -> str:
        return f"this needs OR-Tools: install hamkke[{self.extra}]"


@dataclass(eq=False)
class CoreTooLarge(AllocationError):
    """So many wishes touch the cancelled sessions that no optimum is tried."""

    wishes: int
    most: int

    def __str__(self) -> str:
        return f"{self.wishes} wishes touch the cancelled sessions, more than {self.most}"


@dataclass(eq=False)
class UnknownApplicant(AllocationError):
    """An explanation was asked for somebody who is not in the instance."""

    applicant: str

    def __str__(self) -> str:
        return f"there is no applicant {self.applicant}"
