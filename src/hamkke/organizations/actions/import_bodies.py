"""Bring a city's districts and offices of education in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from hamkke.audit.actions.record_action import record_action
from hamkke.database.identity import civil_day
from hamkke.organizations.errors import CodeWithoutOutline, NoMetropolitanOffice
from hamkke.organizations.geography import places
from hamkke.organizations.models import (
    District,
    DistrictAdjacency,
    EducationOffice,
    OfficeDistrict,
    Organization,
    OrganizationKind,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from hamkke.database.identity import Identity
    from hamkke.organizations.body_file import BodyRow
    from hamkke.organizations.geography import Place


@dataclass(frozen=True, slots=True)
class ImportedBodies:
    """What was added, renamed, and put under another office from the day on."""

    districts: int
    offices: int
    renamed: int
    moved: int


def import_bodies(
    *, viewer: Identity, rows: Sequence[BodyRow], since: date | None, now: datetime
) -> ImportedBodies:
    """This function will add the districts and offices of a file, all or none.

    A district that another office covered is put under the new one from `since` on (today where
    it is empty); the days before stay as they were. Middle, neighbours and weather grid follow
    from the code. Raises NoMetropolitanOffice, CodeWithoutOutline.
    """
    city = Organization.objects.filter(kind=OrganizationKind.METROPOLITAN_OFFICE).first()
    if city is None:
        raise NoMetropolitanOffice
    found = _places(rows)
    day = since or civil_day(now)
    counts = {"districts": 0, "offices": 0, "renamed": 0, "moved": 0}
    with transaction.atomic():
        for row in rows:
            office, is_new = _office(row, city.name.removesuffix("교육청"))
            counts["offices"] += is_new
            district = _district(row, found[row.code], counts)
            _cover(office, district, day, counts)
        _join(found)
        record_action(viewer=viewer, action="import_bodies", subject=city, now=now, data=counts)
    return ImportedBodies(**counts)


def _places(rows: Sequence[BodyRow]) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for row in rows:
        try:
            places([row.code])
        except KeyError as error:
            raise CodeWithoutOutline(line=row.line, code=row.code) from error
    found |= places([row.code for row in rows])
    return found


def _office(row: BodyRow, city: str) -> tuple[EducationOffice, bool]:
    known = EducationOffice.objects.filter(short_name=row.office).first()
    if known is not None:
        return known, False
    organization = Organization.objects.create(
        kind=OrganizationKind.EDUCATION_OFFICE, name=f"{city}{row.office}교육지원청"
    )
    return EducationOffice.objects.create(organization=organization, short_name=row.office), True


def _district(row: BodyRow, place: Place, counts: dict[str, int]) -> District:
    known = District.objects.select_related("organization").filter(code=row.code).first()
    if known is not None:
        body = known.organization
        if (body.name, body.name_en) != (row.name, row.name_en):
            body.name, body.name_en = row.name, row.name_en
            body.save(update_fields=["name", "name_en"])
            counts["renamed"] += 1
        return known
    counts["districts"] += 1
    organization = Organization.objects.create(
        kind=OrganizationKind.DISTRICT, name=row.name, name_en=row.name_en
    )
    return District.objects.create(
        organization=organization,
        code=row.code,
        latitude=place.latitude,
        longitude=place.longitude,
        grid_x=place.grid[0],
        grid_y=place.grid[1],
    )


def _cover(office: EducationOffice, district: District, day: date, counts: dict[str, int]) -> None:
    known = OfficeDistrict.objects.filter(district=district, valid_during__contains=day).first()
    if known is not None and known.education_office_id == office.pk:
        return
    if known is not None:
        known.valid_during = DateRange(known.valid_during.lower, day)
        known.save(update_fields=["valid_during"])
        counts["moved"] += 1
    OfficeDistrict.objects.create(
        education_office=office, district=district, valid_during=DateRange(day, None)
    )


def _join(found: dict[str, Place]) -> None:
    """This function will note which districts share a border, in both directions."""
    known = {district.code: district for district in District.objects.filter(code__in=found)}
    DistrictAdjacency.objects.filter(district__code__in=found).delete()
    DistrictAdjacency.objects.bulk_create(
        DistrictAdjacency(district=known[code], neighbour=known[other])
        for code, place in found.items()
        for other in place.neighbours
    )
