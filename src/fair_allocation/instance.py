"""The input of an allocation: applicants with ranked wishes, sessions with limited places."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from fair_allocation import errors, validation
from fair_allocation.canonical import canonical_pieces
from fair_allocation.columns import (
    NONE,
    Columns,
    Int32s,
    Int64s,
    Numbers,
    columns_of_arrays,
    columns_of_parts,
)
from fair_allocation.fields import parse_json, require_format
from fair_allocation.instance_file import INSTANCE_FORMAT, read_parts, write_instance
from fair_allocation.parts import Applicant, Session

__all__ = ["INSTANCE_FORMAT", "NONE", "Applicant", "Instance", "Session"]


class Instance:
    """A validated input as read-only arrays, applicants and sessions numbered by id (code points).

    The wishes of applicant ``a`` are ``wish_session[wish_indptr[a]:wish_indptr[a + 1]]``: session
    numbers, best first. ``applicant_district``, ``session_district``, ``slot`` and ``program`` are
    numbers into ``districts``, ``slots`` and ``programs`` (sorted texts), `NONE` without one. All
    are int32 but ``wish_indptr`` (int64). The order in which the parts came leaves no trace.

    Raises a subclass of `errors.InvalidInstance` for the first thing that is wrong.
    """

    applicant_ids: tuple[str, ...]
    wish_indptr: Int64s
    wish_session: Int32s
    quota: Int32s
    need_tier: Int32s
    past_losses: Int32s
    applicant_district: Int32s
    session_ids: tuple[str, ...]
    capacity: Int32s
    minimum: Int32s
    reserve: Int32s
    slot: Int32s
    program: Int32s
    session_district: Int32s
    districts: tuple[str, ...]
    slots: tuple[str, ...]
    programs: tuple[str, ...]

    def __init__(self, applicants: Iterable[Applicant], sessions: Iterable[Session]) -> None:
        """This function will sort, number and validate the parts."""
        self._keep(columns_of_parts(tuple(applicants), tuple(sessions)))

    @classmethod
    def from_arrays(
        cls,
        *,
        applicant_ids: Sequence[str],
        session_ids: Sequence[str],
        wish_indptr: Numbers,
        wish_session: Numbers,
        capacity: Numbers | int,
        quota: Numbers | int = 1,
        **others: Any,
    ) -> "Instance":
        """This function will build an instance from arrays, in any order of applicants.

        Further arrays (or one number for all): ``need_tier``, ``past_losses``, ``minimum``,
        ``reserve`` (0); ``applicant_district``, ``session_district``, ``slot``, ``program``
        (`NONE`). Their texts: ``districts``, ``slots``, ``programs``; without them a number's text
        is its decimal form.
        """
        made = cls.__new__(cls)
        made._keep(  # noqa: SLF001 - its own
            columns_of_arrays(
                applicant_ids=applicant_ids,
                session_ids=session_ids,
                wish_indptr=wish_indptr,
                wish_session=wish_session,
                capacity=capacity,
                quota=quota,
                **others,
            )
        )
        return made

    @classmethod
    def from_json(cls, value: object) -> "Instance":
        """This function will read a parsed instance file; fields it does not know are refused."""
        require_format(value, INSTANCE_FORMAT)
        return cls(*read_parts(value))

    @classmethod
    def from_text(cls, text: str | bytes) -> "Instance":
        """This function will read the text of an instance file (bytes: UTF-8)."""
        return cls.from_json(parse_json(text))

    def _keep(self, columns: Columns) -> None:
        validation.check(columns)
        for name, value in vars(columns).items():
            if isinstance(value, np.ndarray):
                value.setflags(write=False)
            setattr(self, name, value)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Instance):
            return NotImplemented
        return all(np.array_equal(getattr(self, n), getattr(other, n)) for n in Columns.names())

    def __hash__(self) -> int:
        return hash((self.applicant_ids, self.session_ids))

    def __repr__(self) -> str:
        return f"<Instance: {self.size}, {len(self.wish_session)} wishes>"

    @property
    def size(self) -> str:
        """The numbers of applicants and sessions, such as ``2000 × 200``."""
        return f"{len(self.applicant_ids)} × {len(self.session_ids)}"

    @cached_property
    def applicants(self) -> tuple[Applicant, ...]:
        """All applicants, sorted by id."""
        return tuple(self._applicants())

    @cached_property
    def sessions(self) -> tuple[Session, ...]:
        """All sessions, sorted by id."""
        slots, programs = _texts(self.slot, self.slots), _texts(self.program, self.programs)
        districts = _texts(self.session_district, self.districts)
        numbers = zip(
            self.session_ids, self.capacity.tolist(), self.minimum.tolist(), slots, programs,
            districts, self.reserve.tolist(), strict=True,
        )  # fmt: skip
        return tuple(Session(*fields) for fields in numbers)

    def applicant(self, applicant_id: str) -> Applicant:
        """This function will return the applicant of this id, or raise `UnknownApplicant`."""
        return self.applicants[self.applicant_number(applicant_id)]

    def session(self, session_id: str) -> Session:
        """This function will return the session of this id, or raise `KeyError`."""
        return self.sessions[self.session_number_of[session_id]]

    def applicant_number(self, applicant_id: str) -> int:
        """This function will return an applicant's number, or raise `UnknownApplicant`."""
        try:
            return self.applicant_number_of[applicant_id]
        except KeyError:
            raise errors.UnknownApplicant(applicant_id) from None

    @cached_property
    def applicant_number_of(self) -> dict[str, int]:
        """The number of each applicant, by id."""
        return {name: number for number, name in enumerate(self.applicant_ids)}

    @cached_property
    def session_number_of(self) -> dict[str, int]:
        """The number of each session, by id."""
        return {name: number for number, name in enumerate(self.session_ids)}

    def has_applicant(self, applicant_id: str) -> bool:
        """This function will tell whether there is such an applicant."""
        return applicant_id in self.applicant_number_of

    def has_session(self, session_id: str) -> bool:
        """This function will tell whether there is such a session."""
        return session_id in self.session_number_of

    def to_json(self) -> dict[str, object]:
        """This function will return the instance in its file format, every field written out."""
        return write_instance(self.applicants, self.sessions)

    @cached_property
    def canonical_bytes(self) -> bytes:
        """The canonical JSON: sorted, no spaces, no escapes beyond those JSON requires, UTF-8.

        Keys are sorted, applicants and sessions too by id (code points), wishes keep their order.
        Every default is written out, and there is no final newline.
        """
        return b"".join(canonical_pieces(self))

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the canonical JSON, 64 lower-case hexadecimal digits."""
        total = hashlib.sha256()
        for piece in canonical_pieces(self):
            total.update(piece)
        return total.hexdigest()

    def _applicants(self) -> Iterator[Applicant]:
        names = [self.session_ids[number] for number in self.wish_session.tolist()]
        ends = self.wish_indptr.tolist()
        numbers = zip(
            self.applicant_ids, ends, ends[1:], self.quota.tolist(), self.need_tier.tolist(),
            self.past_losses.tolist(), _texts(self.applicant_district, self.districts),
            strict=False,
        )  # fmt: skip
        for name, start, end, *rest in numbers:
            yield Applicant(name, tuple(names[start:end]), *rest)


def _texts(numbers: Int32s, names: tuple[str, ...]) -> list[str | None]:
    return [None if number == NONE else names[number] for number in numbers.tolist()]
