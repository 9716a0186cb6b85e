"""The outcome of an allocation: who got which places, and which sessions do not run."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from fair_allocation.columns import Int32s, Int64s
from fair_allocation.instance import Instance


class NumberedPlaces(Mapping[str, tuple[str, ...]]):
    """Places kept as numbers of an instance, read as ids: small however many there are.

    Those of applicant ``a`` are ``session[indptr[a]:indptr[a + 1]]``, best wish first.
    """

    def __init__(self, instance: Instance, indptr: Int64s, session: Int32s) -> None:
        """This function will keep the arrays, read-only."""
        self.instance = instance
        self.indptr = indptr
        self.session = session
        indptr.setflags(write=False)
        session.setflags(write=False)

    def __getitem__(self, applicant_id: str) -> tuple[str, ...]:
        number = self.instance.applicant_number_of[applicant_id]
        ids = self.instance.session_ids
        return tuple(ids[s] for s in self.session[self.indptr[number] : self.indptr[number + 1]])

    def __iter__(self) -> Iterator[str]:
        return iter(self.instance.applicant_ids)

    def __len__(self) -> int:
        return len(self.instance.applicant_ids)

    def __repr__(self) -> str:
        return repr(dict(self))


@dataclass(frozen=True)
class Allocation:
    """An outcome together with what it takes to recompute it.

    ``places`` maps every applicant's id (also of those who got nothing) to the session ids given,
    in the order of the applicant's wishes; that is also the order of the rounds that gave them.
    ``cancelled`` are the sessions that do not run for want of their minimum, in the order in which
    they were cancelled. ``certificate`` is what proves the outcome where its mechanism gives such a
    proof: values fit for JSON, read by that mechanism's checker.
    """

    mechanism: str
    seed: str
    places: Mapping[str, tuple[str, ...]]
    cancelled: tuple[str, ...] = ()
    certificate: Mapping[str, object] | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        """This function will copy the places, sorted by applicant."""
        if not isinstance(self.places, NumberedPlaces):
            ordered = {name: tuple(self.places[name]) for name in sorted(self.places)}
            object.__setattr__(self, "places", ordered)
        object.__setattr__(self, "cancelled", tuple(self.cancelled))

    def of(self, applicant_id: str) -> tuple[str, ...]:
        """This function will return the session ids given to an applicant, best wish first."""
        return self.places.get(applicant_id, ())

    def holders(self) -> dict[str, tuple[str, ...]]:
        """This function will return the applicants of each session that got any, sorted by id."""
        found: dict[str, list[str]] = {}
        for applicant, sessions in self.places.items():
            for session in sessions:
                found.setdefault(session, []).append(applicant)
        return {session: tuple(found[session]) for session in sorted(found)}

    def is_numbered_by(self, instance: Instance) -> bool:
        """This function will tell whether the places are kept as numbers of this very instance."""
        return isinstance(self.places, NumberedPlaces) and self.places.instance is instance

    def numbered(self, instance: Instance) -> tuple[Int64s, Int32s]:
        """This function will return bounds and sessions of the places, by applicant number.

        As in `NumberedPlaces`, listed order kept. Places that name an applicant or a session which
        is not in the instance are left out. O(places).
        """
        if isinstance(self.places, NumberedPlaces) and self.is_numbered_by(instance):
            return self.places.indptr, self.places.session
        number_of = instance.session_number_of
        lists = [
            [number_of[s] for s in self.places.get(name, ()) if s in number_of]
            for name in instance.applicant_ids
        ]
        indptr = np.zeros(len(lists) + 1, np.int64)
        np.cumsum([len(one) for one in lists], out=indptr[1:])
        return indptr, np.array([s for one in lists for s in one], np.int32)
