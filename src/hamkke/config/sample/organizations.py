"""Lay the ground of the sample: bodies that exist, and invented schools and venues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.backends.postgresql.psycopg_any import DateRange

from hamkke.config.sample import seoul
from hamkke.organizations.geography import places
from hamkke.organizations.models import (
    District,
    DistrictAdjacency,
    DistrictAlias,
    EducationOffice,
    OfficeDistrict,
    Organization,
    OrganizationKind,
)

if TYPE_CHECKING:
    from hamkke.organizations.geography import Place


def add_seoul() -> None:
    """This function will add the bodies of Seoul that are missing; call it as the owner."""
    name, name_en = seoul.METROPOLITAN_OFFICE
    _organization(OrganizationKind.METROPOLITAN_OFFICE, name, name_en)
    every = [item[0] for _, _, districts in seoul.OFFICES for item in districts]
    where = places(every)
    for short, english, districts in seoul.OFFICES:
        office = _office(short, english)
        for code, korean, district_english in districts:
            _district(office, code, korean, district_english, where[code])
    for code in every:
        for neighbour in where[code].neighbours:
            DistrictAdjacency.objects.get_or_create(
                district=District.objects.get(code=code),
                neighbour=District.objects.get(code=neighbour),
            )


def _organization(kind: OrganizationKind, name: str, name_en: str) -> Organization:
    return Organization.objects.get_or_create(kind=kind, name=name, defaults={"name_en": name_en})[
        0
    ]


def _office(short: str, english: str) -> EducationOffice:
    organization = _organization(
        OrganizationKind.EDUCATION_OFFICE,
        f"서울특별시{short}교육지원청",
        f"Seoul {english} Office of Education",
    )
    return EducationOffice.objects.get_or_create(
        organization=organization, defaults={"short_name": short}
    )[0]


def _district(office: EducationOffice, code: str, korean: str, english: str, place: Place) -> None:
    organization = _organization(OrganizationKind.DISTRICT, korean, english)
    district, created = District.objects.get_or_create(
        organization=organization,
        defaults={
            "code": code,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "grid_x": place.grid[0],
            "grid_y": place.grid[1],
        },
    )
    if created:
        OfficeDistrict.objects.create(
            education_office=office,
            district=district,
            valid_during=DateRange(seoul.COVERED_SINCE, None),
        )
    for alias in seoul.ALIASES.get(code, ()):
        DistrictAlias.objects.get_or_create(district=district, name=alias)
