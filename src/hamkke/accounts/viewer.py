"""Who is looking: the one value that actions, queries and rules ask about permission."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hamkke.database.identity import Identity

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person acting through one membership on one civil day; all None: nobody signed in."""

    person_id: int | None = None
    name: str = ""
    membership_id: int | None = None
    role: str | None = None
    organization_id: int | None = None
    organization_kind: str | None = None
    organization_name: str = ""
    class_group_id: int | None = None
    today: date | None = None
    has_other_memberships: bool = False
    lacks_second_factor: bool = False

    @property
    def is_signed_in(self) -> bool:
        """Whether a person is known, with or without a membership."""
        return self.person_id is not None

    @property
    def identity(self) -> Identity:
        """What PostgreSQL is told of this viewer."""
        return Identity(self.person_id, self.membership_id, self.today)

    def acts_as(self, role: str, kind: str | None = None) -> bool:
        """This function will tell whether the viewer holds `role`, in an organization of `kind`."""
        return self.role == role and kind in (None, self.organization_kind)


ANONYMOUS = Viewer()
