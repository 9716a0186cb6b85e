"""The states of an agreement as the public sees them, with word and pattern."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.functional import Promise


class State(StrEnum):
    """How far a place's agreement has come."""

    IN_FORCE = "in_force"
    SIGNING = "signing"
    NEGOTIATING = "negotiating"
    PREPARING = "preparing"
    ENDED = "ended"

    @property
    def label(self) -> str | Promise:
        """The word shown with the pattern."""
        return LABELS[self]


LABELS: dict[State, str | Promise] = {
    State.IN_FORCE: _("이행 중"),
    State.SIGNING: _("서명 중"),
    State.NEGOTIATING: _("협의 중"),
    State.PREPARING: _("준비 중"),
    State.ENDED: _("종료"),
}


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A place on the map: its 5-digit code, names, state and page."""

    code: str
    name: str
    short: str
    state: State
    href: str


@dataclass(frozen=True, slots=True)
class StateGroup:
    """The places in one state, in 가나다 order."""

    state: State
    places: tuple[MapPlace, ...]

    @property
    def count(self) -> int:
        """How many places are in this state."""
        return len(self.places)


def group_by_state(places: Iterable[MapPlace]) -> list[StateGroup]:
    """This function will list the states that occur, each with its places."""
    ordered = sorted(places, key=lambda place: place.name)
    groups = (
        StateGroup(state, tuple(place for place in ordered if place.state is state))
        for state in State
    )
    return [group for group in groups if group.places]
