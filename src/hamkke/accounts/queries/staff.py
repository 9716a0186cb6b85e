"""What an import of staff is held against, and the imports that were made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from hamkke.accounts.models import InvitationKey, Membership, StaffImport
from hamkke.accounts.queries.changes import WAITING
from hamkke.accounts.rules import may_import_staff
from hamkke.database.errors import NotVisible
from hamkke.organizations.queries.registering import known_class_groups
from hamkke.organizations.school_year import first_day_of

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.staff.checking import Known
    from hamkke.accounts.viewer import Viewer


@dataclass(frozen=True, slots=True)
class StaffOnRecord:
    """A school's class groups of a year (number and pupils by grade and name) and its people."""

    class_ids: dict[tuple[int, str], int]
    pupils: dict[tuple[int, str], int]
    known: Known


@dataclass(frozen=True, slots=True)
class ImportLine:
    """An import that was made."""

    import_id: int
    made_at: datetime
    people: int
    class_groups: int


def staff_on_record(*, viewer: Viewer, school_year: int) -> StaffOnRecord:
    """This function will return what a file of the year is held against. Raises NotVisible."""
    if not may_import_staff(viewer) or viewer.organization_id is None:
        raise NotVisible
    every = known_class_groups(school_id=viewer.organization_id)
    groups = {
        (grade, name): found for (year, grade, name), found in every.items() if year == school_year
    }
    return StaffOnRecord(
        class_ids={key: number for key, (number, _pupils) in groups.items()},
        pupils={key: pupils for key, (_number, pupils) in groups.items()},
        known=_known(viewer.organization_id, school_year, {v[0]: k for k, v in groups.items()}),
    )


def imports_made(*, viewer: Viewer) -> tuple[ImportLine, ...]:
    """This function will return a school's imports that stand, the latest first."""
    if viewer.organization_id is None:
        return ()
    rows = (
        StaffImport.objects.filter(organization_id=viewer.organization_id, undone_at=None)
        .annotate(people=Count("changes"))
        .order_by("-made_at", "-pk")
    )
    return tuple(ImportLine(row.pk, row.made_at, row.people, len(row.class_groups)) for row in rows)


def import_to_undo(*, viewer: Viewer, import_id: int) -> StaffImport:
    """This function will return an import that PostgreSQL shows the viewer. Raises NotVisible."""
    found = StaffImport.objects.filter(pk=import_id, undone_at=None).first()
    if found is None or not may_import_staff(viewer):
        raise NotVisible
    return found


def _known(organization_id: int, school_year: int, classes: dict[int, tuple[int, str]]) -> Known:
    start = first_day_of(school_year)
    held = Membership.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=start), organization_id=organization_id
    ).values_list("person__name", "role", "class_group_id")
    invited = InvitationKey.objects.filter(
        change__organization_id=organization_id, change__state__in=WAITING
    ).values_list("name", "change__role", "change__class_group_id")
    return frozenset(
        (name, role, classes.get(number) if number else None)
        for name, role, number in [*held, *invited]
        if number is None or number in classes
    )
