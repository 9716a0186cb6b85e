"""The bodies that come to terms: districts, offices of education, the metropolitan office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hamkke.organizations.models import District, OfficeDistrict, Organization, OrganizationKind

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class DistrictLine:
    """A district as lists name it; `district_id` is its organization's number."""

    district_id: int
    code: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """An office of education and a district that it covers."""

    district_id: int
    district_name: str
    education_office_id: int
    education_office_name: str


def list_districts() -> tuple[DistrictLine, ...]:
    """This function will list every district in 가나다 order, in one query."""
    rows = District.objects.order_by("organization__name").values_list(
        "organization_id", "code", "organization__name", "organization__name_en"
    )
    return tuple(DistrictLine(*row) for row in rows)


def coverages_of(*, organization_id: int, on: date) -> tuple[Coverage, ...]:
    """This function will list which office covers which district on a day, of one of the two.

    `organization_id` is an office of education or a district; any other body has none.
    """
    rows = OfficeDistrict.objects.filter(valid_during__contains=on)
    found = rows.filter(education_office_id=organization_id) | rows.filter(
        district_id=organization_id
    )
    return tuple(
        Coverage(*row)
        for row in found.order_by("district__organization__name").values_list(
            "district_id",
            "district__organization__name",
            "education_office_id",
            "education_office__organization__name",
        )
    )


def metropolitan_office_id() -> int:
    """This function will return the number of the metropolitan office of this deployment.

    Raises IndexError where none has been set up.
    """
    kind = OrganizationKind.METROPOLITAN_OFFICE
    return Organization.objects.filter(kind=kind).order_by("id").values_list("id", flat=True)[0]
