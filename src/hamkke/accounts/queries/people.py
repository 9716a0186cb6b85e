"""The people of an organization, and the organizations whose people somebody looks after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import F, Q

from hamkke.accounts.errors import AlreadyEnding, LastDayOutside
from hamkke.accounts.models import Membership, RoleChange
from hamkke.accounts.queries.changes import WAITING, waiting_changes
from hamkke.accounts.queries.viewer import valid_on
from hamkke.accounts.rules import kinds_to_give, may_give, roles_to_give
from hamkke.database.errors import NotVisible
from hamkke.organizations.queries.places import place_of, places_of_kinds

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from hamkke.accounts.queries.changes import ChangeLine
    from hamkke.accounts.viewer import Viewer
    from hamkke.organizations.queries.places import Place


@dataclass(frozen=True, slots=True)
class Member:
    """A person with a role from a day to another; `may_end`: the viewer may take or pass it on."""

    membership_id: int
    person_id: int
    name: str
    role_name: str
    class_name: str
    valid_from: date
    valid_until: date | None
    begins_later: bool
    is_me: bool
    may_end: bool


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """An organization's people, what waits, and what the viewer may do there."""

    place: Place
    is_own: bool
    members: tuple[Member, ...]
    proposed: tuple[ChangeLine, ...]
    invited: tuple[ChangeLine, ...]
    may_invite: bool
    may_print: bool


def people_page(*, viewer: Viewer, organization_id: int | None = None) -> PeoplePage:
    """This function will return the people of the viewer's organization, or of another.

    Of one's own everybody who works there sees the people; what waits, and other organizations,
    only those who may give a role there. Raises NotVisible.
    """
    number = viewer.organization_id if organization_id is None else organization_id
    if viewer.today is None or number is None or viewer.role in {"student", "parent"}:
        raise NotVisible
    place = place_of(organization_id=number, day=viewer.today)
    is_own = number == viewer.organization_id
    if place is None or not (is_own or roles_to_give(viewer, place)):
        raise NotVisible
    waiting = waiting_changes(viewer=viewer, organization_id=number)
    invited = tuple(line for line in waiting if not line.is_proposed)
    return PeoplePage(
        place=place,
        is_own=is_own,
        members=_members(viewer, place),
        proposed=tuple(line for line in waiting if line.is_proposed),
        invited=invited,
        may_invite=bool(roles_to_give(viewer, place)),
        may_print=any(not line.email for line in invited),
    )


def places_to_look_after(*, viewer: Viewer, typed: str = "") -> tuple[Place, ...]:
    """This function will return the other organizations whose people the viewer invites."""
    kinds = kinds_to_give(viewer)
    if not kinds or viewer.today is None:
        return ()
    kind, number = viewer.organization_kind, viewer.organization_id
    found = places_of_kinds(
        kinds=kinds,
        day=viewer.today,
        office_id=number if kind == "education_office" else None,
        district_id=number if kind == "district" else None,
    )
    wanted = "".join(typed.split())
    return tuple(place for place in found if wanted in "".join(place.name.split()))


def colleagues(*, organization_id: int, today: date) -> list[tuple[int, str]]:
    """This function will return the people who work in an organization today: number and name."""
    rows = (
        Membership.objects.filter(valid_on(today), organization_id=organization_id)
        .exclude(role__in=("student", "parent"))
        .order_by("person__name", "person_id")
        .values_list("person_id", "person__name")
    )
    return list(dict.fromkeys(rows))


def people_in_roles(
    *, organization_id: int, roles: Collection[str], today: date
) -> list[tuple[int, str, str]]:
    """This function will return who holds one of the roles today: number, name and role."""
    rows = Membership.objects.filter(
        valid_on(today), organization_id=organization_id, role__in=roles
    )
    return list(
        rows.order_by("person__name", "person_id", "role").values_list(
            "person_id", "person__name", "role"
        )
    )


def ending_membership(*, viewer: Viewer, membership_id: int, last_day: date) -> Membership:
    """This function will return a membership that can end on `last_day`, locked by nobody.

    Raises NotVisible, LastDayOutside, AlreadyEnding.
    """
    held = membership_to_end(viewer=viewer, membership_id=membership_id)
    assert viewer.today is not None
    earliest = max(viewer.today, held.valid_from)
    if last_day < earliest or (held.valid_until is not None and last_day > held.valid_until):
        raise LastDayOutside
    if RoleChange.objects.filter(ends=held, state__in=WAITING).exists():
        raise AlreadyEnding
    return held


def membership_to_end(*, viewer: Viewer, membership_id: int) -> Membership:
    """This function will return a membership that holds or begins later. Raises NotVisible."""
    if viewer.today is None:
        raise NotVisible
    held = (
        Membership.objects.select_related("person", "organization", "class_group")
        .filter(Q(valid_until=None) | Q(valid_until__gte=viewer.today), pk=membership_id)
        .first()
    )
    place = place_of(organization_id=held.organization_id, day=viewer.today) if held else None
    if held is None or place is None or not may_give(viewer, place, held.role):
        raise NotVisible
    return held


def is_kept_after(held: Membership, last_day: date) -> bool:
    """This function will tell whether another holds the role on the day after `last_day`."""
    return (
        Membership.objects.filter(
            valid_on(last_day + timedelta(days=1)),
            organization_id=held.organization_id,
            role=held.role,
        )
        .exclude(pk=held.pk)
        .exists()
    )


def _members(viewer: Viewer, place: Place) -> tuple[Member, ...]:
    assert viewer.today is not None
    rows = (
        Membership.objects.filter(
            Q(valid_until=None) | Q(valid_until__gte=viewer.today),
            organization_id=place.organization_id,
        )
        .exclude(role__in=("student", "parent"))
        .select_related("person", "class_group")
        .order_by(F("class_group__grade").asc(nulls_first=True), "class_group__name", "valid_from")
    )
    return tuple(
        Member(
            membership_id=row.pk,
            person_id=row.person_id,
            name=row.person.name,
            role_name=row.get_role_display(),
            class_name=str(row.class_group or ""),
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            begins_later=row.valid_from > viewer.today,
            is_me=row.person_id == viewer.person_id,
            may_end=may_give(viewer, place, row.role),
        )
        for row in rows
    )
