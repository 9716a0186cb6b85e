"""Who may give and take which role where, as data; `accounts_chain()` in PostgreSQL says the same.

The metropolitan office gives its own roles and those of offices and districts; these give their
own, and those of the schools and venues in districts that are theirs on the day; a school and a
venue give their own.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Link(NamedTuple):
    """A role in a kind of body may give a role in a kind of body that it reaches.

    `reach` is `own` (the same body), `all`, or `covered`: a school or venue in the giver's
    district, or in a district that the giver's office covers on the day.
    """

    giver_kind: str
    giver_role: str
    reach: str
    kind: str
    role: str


_CITY, _OFFICE, _DISTRICT = "metropolitan_office", "education_office", "district"
CHAIN: Final = (
    Link(_CITY, "officer", "own", _CITY, "officer"),
    Link(_CITY, "officer", "own", _CITY, "superintendent"),
    Link(_CITY, "officer", "all", _OFFICE, "officer"),
    Link(_CITY, "officer", "all", _OFFICE, "head"),
    Link(_CITY, "officer", "all", _DISTRICT, "officer"),
    Link(_CITY, "officer", "all", _DISTRICT, "head"),
    Link(_OFFICE, "officer", "own", _OFFICE, "officer"),
    Link(_OFFICE, "officer", "own", _OFFICE, "head"),
    Link(_OFFICE, "officer", "covered", "school", "school_officer"),
    Link(_OFFICE, "officer", "covered", "venue", "venue_manager"),
    Link(_DISTRICT, "officer", "own", _DISTRICT, "officer"),
    Link(_DISTRICT, "officer", "own", _DISTRICT, "head"),
    Link(_DISTRICT, "officer", "covered", "venue", "venue_manager"),
    Link("school", "school_officer", "own", "school", "school_officer"),
    Link("school", "school_officer", "own", "school", "homeroom_teacher"),
    Link("venue", "venue_manager", "own", "venue", "venue_manager"),
)
# Nobody gets or loses one of these by one person's word.
POWERFUL: Final = frozenset({"officer", "head", "superintendent"})
# Whoever looks after a body's people: its last one does not go without a successor.
KEEPERS: Final = frozenset({"officer", "school_officer", "venue_manager"})
OF_A_CLASS: Final = frozenset({"homeroom_teacher"})
# Who only belongs to a school: with a code that it hands out, never by this table.
FAMILY: Final = frozenset({"student", "parent"})
