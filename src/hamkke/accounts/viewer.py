"""Who is looking: the one value that actions, queries and rules ask about permission."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hamkke.database.identity import Identity

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Hat:
    """A membership that a person may act through today, as it is named on pages."""

    membership_id: int
    label: str


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
    hats: tuple[Hat, ...] = field(default=(), compare=False)

    @property
    def is_signed_in(self) -> bool:
        """Whether a person is known, with or without a membership."""
        return self.person_id is not None

    @property
    def worn(self) -> str:
        """The membership that is on, as pages name it: organization, role and perhaps class."""
        return self.hat(self.membership_id) or self.organization_name

    @property
    def other_hats(self) -> tuple[Hat, ...]:
        """The memberships that the person could change to."""
        return tuple(hat for hat in self.hats if hat.membership_id != self.membership_id)

    def hat(self, membership_id: int | None) -> str:
        """This function will name one of the person's memberships of today, or return nothing."""
        return next((hat.label for hat in self.hats if hat.membership_id == membership_id), "")

    @property
    def identity(self) -> Identity:
        """What PostgreSQL is told of this viewer."""
        return Identity(self.person_id, self.membership_id, self.today)

    def acts_as(self, role: str, kind: str | None = None) -> bool:
        """This function will tell whether the viewer holds `role`, in an organization of `kind`."""
        return self.role == role and kind in (None, self.organization_kind)


ANONYMOUS = Viewer()
