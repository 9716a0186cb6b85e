"""What must be known to put an organization or a class group on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hamkke.organizations.models import (
    ClassGroup,
    District,
    OfficeDistrict,
    Organization,
    OrganizationKind,
    SchoolLevel,
)

if TYPE_CHECKING:
    from datetime import date


def is_on_record(*, kind: str, name: str) -> bool:
    """This function will tell whether an organization of this kind has this name."""
    return Organization.objects.filter(kind=kind, name=name).exists()


def kind_choices() -> dict[str, str]:
    """This function will return the kinds of organization with their names."""
    return {kind.value: str(kind.label) for kind in OrganizationKind}


def level_choices() -> list[tuple[str, str]]:
    """This function will return the levels of schools with their names."""
    return [(level.value, str(level.label)) for level in SchoolLevel]


def level_label(level: str) -> str:
    """This function will return the name of a level."""
    return str(SchoolLevel(level).label)


def districts_without_office(*, day: date) -> list[tuple[int, str]]:
    """This function will return the districts that no office covers on `day`: number and name."""
    covered = OfficeDistrict.objects.filter(valid_during__contains=day).values("district_id")
    rows = District.objects.exclude(pk__in=covered).order_by("organization__name")
    return list(rows.values_list("pk", "organization__name"))


def district_names(ids: tuple[int, ...]) -> list[tuple[int, str]]:
    """This function will return the names of districts by number, in 가나다 order."""
    rows = District.objects.filter(pk__in=ids).order_by("organization__name")
    return list(rows.values_list("pk", "organization__name"))


def known_class_groups(*, school_id: int) -> dict[tuple[int, int, str], tuple[int, int]]:
    """This function will return a school's class groups: number and pupils by year, grade, name."""
    rows = ClassGroup.objects.filter(school_id=school_id)
    return {
        (year, grade, name): (number, pupils)
        for year, grade, name, number, pupils in rows.values_list(
            "school_year", "grade", "name", "pk", "pupil_count"
        )
    }
