"""What a form needs to know to offer a role, or to put an organization on record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hamkke.accounts.queries.people import colleagues
from hamkke.accounts.rules import kinds_to_give, roles_to_give
from hamkke.database.errors import NotVisible
from hamkke.organizations.queries.coverage import districts_of_office
from hamkke.organizations.queries.places import class_groups_of_school, place_of
from hamkke.organizations.queries.registering import (
    district_names,
    districts_without_office,
    kind_choices,
    level_choices,
)
from hamkke.organizations.school_year import school_year_of

if TYPE_CHECKING:
    from datetime import date

    from hamkke.accounts.viewer import Viewer
    from hamkke.organizations.queries.places import Place

_KIND_ORDER = ("education_office", "district", "school", "venue")


@dataclass(frozen=True, slots=True)
class Inviting:
    """An organization with the roles that the viewer may give there."""

    place: Place
    today: date
    roles: tuple[str, ...]
    class_groups: tuple[tuple[int, str], ...]
    colleagues: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Registering:
    """The kinds of organization that the viewer adds, and the districts they may lie in."""

    kinds: tuple[tuple[str, str], ...]
    districts: tuple[tuple[int, str], ...]
    uncovered: tuple[tuple[int, str], ...]
    levels: tuple[tuple[str, str], ...]


def inviting_to(*, viewer: Viewer, organization_id: int) -> Inviting:
    """This function will return what the viewer may give in an organization. Raises NotVisible."""
    today = viewer.today
    place = place_of(organization_id=organization_id, day=today) if today else None
    roles = roles_to_give(viewer, place) if place else ()
    if place is None or today is None or not roles:
        raise NotVisible
    year = school_year_of(today)
    groups = [
        (number, f"{each} {label}")
        for each in (year, year + 1)
        for number, label in class_groups_of_school(school_id=organization_id, school_year=each)
    ]
    working = colleagues(organization_id=organization_id, today=today)
    return Inviting(
        place=place,
        today=today,
        roles=roles,
        class_groups=tuple(groups),
        colleagues=tuple(item for item in working if item[0] != viewer.person_id),
    )


def registering(*, viewer: Viewer) -> Registering:
    """This function will return what the viewer may put on record. Raises NotVisible."""
    kinds = kinds_to_give(viewer)
    if not kinds or viewer.today is None or viewer.organization_id is None:
        raise NotVisible
    labels = kind_choices()
    reached: tuple[int, ...] = (viewer.organization_id,)
    if viewer.organization_kind == "education_office":
        reached = districts_of_office(education_office_id=viewer.organization_id, day=viewer.today)
    return Registering(
        kinds=tuple((kind, labels[kind]) for kind in _KIND_ORDER if kind in kinds),
        districts=tuple(district_names(reached)),
        uncovered=tuple(districts_without_office(day=viewer.today)),
        levels=tuple(level_choices()),
    )
