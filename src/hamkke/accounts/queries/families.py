"""Pupils and parents of a school as those see them who hand codes out to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from hamkke.accounts.chain import FAMILY
from hamkke.accounts.models import ChangeState, InvitationKey, Membership, RoleChange
from hamkke.accounts.queries.viewer import valid_on
from hamkke.accounts.rules import hands_out_codes, may_hand_out
from hamkke.database.errors import NotVisible
from hamkke.organizations.queries.class_groups import class_group
from hamkke.organizations.queries.places import class_groups_of_school, organization
from hamkke.organizations.school_year import first_day_of, school_year_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from hamkke.accounts.viewer import Viewer


@dataclass(frozen=True, slots=True)
class CodesPlace:
    """Where codes are handed out: a class group, or the school as a whole; from which day."""

    school_id: int
    school_name: str
    class_group_id: int | None
    class_name: str
    pupil_count: int
    valid_from: date


@dataclass(frozen=True, slots=True)
class ClassLine:
    """A class group in the school's list, with how many belong to it by an account."""

    class_group_id: int
    label: str
    students: int
    parents: int
    waiting: int


@dataclass(frozen=True, slots=True)
class WaitingChild:
    """A child whose guardian has not answered yet: no account exists."""

    change: RoleChange
    name: str
    class_name: str
    until: datetime

    @property
    def change_id(self) -> int:
        """The number by which the page leads to it."""
        return self.change.pk


@dataclass(frozen=True, slots=True)
class FamilyMember:
    """A pupil or parent with an account."""

    membership_id: int
    name: str
    role: str
    role_name: str
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class FamiliesPage:
    """One class group's families; `unused` counts codes by role, good until `unused_until`."""

    place: CodesPlace
    members: tuple[FamilyMember, ...]
    waiting: tuple[WaitingChild, ...]
    unused: dict[str, int]
    unused_until: datetime | None


def class_lines(*, viewer: Viewer) -> tuple[ClassLine, ...]:
    """This function will return the class groups that the viewer hands codes out to.

    Three queries. Raises NotVisible.
    """
    if not hands_out_codes(viewer) or viewer.organization_id is None or viewer.today is None:
        raise NotVisible
    groups = class_groups_of_school(
        school_id=viewer.organization_id, school_year=school_year_of(viewer.today)
    )
    held = {
        (row["class_group_id"], row["role"]): row["number"]
        for row in Membership.objects.filter(
            valid_on(viewer.today), organization_id=viewer.organization_id, role__in=FAMILY
        )
        .values("class_group_id", "role")
        .annotate(number=Count("pk"))
    }
    waits = _waiting(Q(organization_id=viewer.organization_id))
    return tuple(
        ClassLine(
            class_group_id=number,
            label=label,
            students=held.get((number, "student"), 0),
            parents=held.get((number, "parent"), 0),
            waiting=sum(child.change.class_group_id == number for child in waits),
        )
        for number, label in groups
        if may_hand_out(viewer, number, viewer.organization_id)
    )


def families_page(*, viewer: Viewer, class_group_id: int | None) -> FamiliesPage:
    """This function will return a class group's families, in a constant number of queries.

    None: those of the school without a class group. Raises NotVisible.
    """
    place = place_of_codes(viewer=viewer, class_group_id=class_group_id)
    here = Q(organization_id=place.school_id, class_group_id=class_group_id)
    keys = list(
        InvitationKey.objects.filter(
            change__organization_id=place.school_id,
            change__class_group_id=class_group_id,
            change__state=ChangeState.OPEN,
            change__role__in=FAMILY,
            child=None,
        ).values_list("change__role", "expires_at")
    )
    of_roles = [role for role, _until in keys]
    return FamiliesPage(
        place=place,
        members=_members(here, viewer),
        waiting=_waiting(here),
        unused={role: of_roles.count(role) for role in sorted(FAMILY)},
        unused_until=max((until for _role, until in keys), default=None),
    )


def place_of_codes(*, viewer: Viewer, class_group_id: int | None) -> CodesPlace:
    """This function will return where the viewer hands codes out. Raises NotVisible."""
    if viewer.today is None or viewer.organization_id is None:
        raise NotVisible
    group = class_group(class_group_id) if class_group_id is not None else None
    school_id = group.school_id if group else viewer.organization_id
    is_wrong = class_group_id is not None and group is None
    if is_wrong or not may_hand_out(viewer, class_group_id, school_id):
        raise NotVisible
    start = max(viewer.today, first_day_of(group.school_year)) if group else viewer.today
    return CodesPlace(
        school_id=school_id,
        school_name=organization(school_id).name,
        class_group_id=class_group_id,
        class_name=group.label if group else "",
        pupil_count=group.pupil_count if group else 0,
        valid_from=start,
    )


def waiting_child(*, viewer: Viewer, change_id: int) -> WaitingChild:
    """This function will return a child that waits for its guardian. Raises NotVisible."""
    found = _waiting(Q(pk=change_id))
    if not found or not hands_out_codes(viewer):
        raise NotVisible
    return found[0]


def family_membership(*, viewer: Viewer, membership_id: int) -> Membership:
    """This function will return a pupil's or parent's membership of today. Raises NotVisible."""
    if viewer.today is None:
        raise NotVisible
    held = (
        Membership.objects.filter(valid_on(viewer.today), pk=membership_id, role__in=FAMILY)
        .select_related("person", "organization", "class_group")
        .first()
    )
    if held is None or not may_hand_out(viewer, held.class_group_id, held.organization_id):
        raise NotVisible
    return held


def _waiting(here: Q) -> tuple[WaitingChild, ...]:
    # Of what a child typed, the school may know that it is there, and the name.
    rows = RoleChange.objects.filter(
        here, role="student", state=ChangeState.OPEN, key__child__isnull=False
    ).select_related("class_group")
    found = list(rows.order_by("pk"))
    keys = {
        key["change_id"]: key
        for key in InvitationKey.objects.filter(change__in=found).values(
            "change_id", "name", "expires_at"
        )
    }
    return tuple(
        WaitingChild(
            change=row,
            name=keys[row.pk]["name"],
            class_name=str(row.class_group or ""),
            until=keys[row.pk]["expires_at"],
        )
        for row in found
    )


def _members(here: Q, viewer: Viewer) -> tuple[FamilyMember, ...]:
    assert viewer.today is not None
    rows = (
        Membership.objects.filter(
            Q(valid_until=None) | Q(valid_until__gte=viewer.today), here, role__in=FAMILY
        )
        .select_related("person")
        .order_by("-role", "person__name", "pk")
    )
    return tuple(
        FamilyMember(
            membership_id=row.pk,
            name=row.person.name,
            role=row.role,
            role_name=row.get_role_display(),
            valid_until=row.valid_until,
        )
        for row in rows
    )
