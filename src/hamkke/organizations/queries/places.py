"""Where organizations stand: what permissions to act for others are decided by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from hamkke.organizations.models import ClassGroup, OfficeDistrict, Organization, School

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date


@dataclass(frozen=True, slots=True)
class Place:
    """An organization; for a school or venue with its district and the office that covers it."""

    organization_id: int
    kind: str
    name: str
    district_id: int | None = None
    office_id: int | None = None

    @property
    def kind_label(self) -> str:
        """The kind in the reader's language."""
        return str(Organization(kind=self.kind).get_kind_display())


def organization(organization_id: int) -> Organization:
    """This function will return an organization that is on record, as the subject of an action."""
    return Organization.objects.get(pk=organization_id)


def school_level(organization_id: int) -> str:
    """This function will return the level of a school, or nothing for another body."""
    found = School.objects.filter(pk=organization_id).values_list("level", flat=True).first()
    return found or ""


def place_of(*, organization_id: int, day: date) -> Place | None:
    """This function will return where an organization stands on `day`, or None, in two queries."""
    return next(iter(_places(Q(pk=organization_id), day)), None)


def places_of_kinds(
    *,
    kinds: Collection[str],
    day: date,
    office_id: int | None = None,
    district_id: int | None = None,
) -> tuple[Place, ...]:
    """This function will return organizations in 가나다 order, in two queries.

    With an office or a district: the schools and venues there on `day`.
    """
    wanted = Q(kind__in=kinds)
    if office_id is not None:
        covered = _covered(day, office_id)
        wanted &= Q(school__district_id__in=covered) | Q(venue__district_id__in=covered)
    if district_id is not None:
        wanted &= Q(school__district_id=district_id) | Q(venue__district_id=district_id)
    return tuple(_places(wanted, day))


def class_groups_of_school(*, school_id: int, school_year: int) -> tuple[tuple[int, str], ...]:
    """This function will return the class groups of a school and year: number and label."""
    rows = ClassGroup.objects.filter(school_id=school_id, school_year=school_year)
    return tuple((row.pk, str(row)) for row in rows)


def _covered(day: date, office_id: int) -> list[int]:
    rows = OfficeDistrict.objects.filter(valid_during__contains=day, education_office_id=office_id)
    return list(rows.values_list("district_id", flat=True))


def _places(wanted: Q, day: date) -> list[Place]:
    offices = dict(
        OfficeDistrict.objects.filter(valid_during__contains=day).values_list(
            "district_id", "education_office_id"
        )
    )
    rows = (
        Organization.objects.filter(wanted)
        .order_by("name", "pk")
        .values_list("pk", "kind", "name", "school__district_id", "venue__district_id")
    )
    return [
        Place(number, kind, name, school or venue, offices.get(school or venue))
        for number, kind, name, school, venue in rows
    ]
