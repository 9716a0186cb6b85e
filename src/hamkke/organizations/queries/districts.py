"""Districts, the office that covers each, and their neighbours: public knowledge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import FETCH_RAISE

from hamkke.database.errors import NotVisible
from hamkke.organizations.models import (
    District,
    DistrictAdjacency,
    DistrictAlias,
    OfficeDistrict,
)
from hamkke.organizations.queries.naming import in_reader_language

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from django.db.models import QuerySet

    from hamkke.organizations.models import EducationOffice


@dataclass(frozen=True, slots=True)
class OfficeName:
    """An office of education by its names."""

    office_id: int
    name: str
    name_en: str
    short_name: str
    phone: str
    address: str
    website: str

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        return in_reader_language(self.name, self.name_en)


@dataclass(frozen=True, slots=True)
class DistrictLine:
    """A district with the office that covers it on the day asked for, if any."""

    district_id: int
    code: str
    name: str
    name_en: str
    office: OfficeName | None
    aliases: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        return in_reader_language(self.name, self.name_en)

    @property
    def short_label(self) -> str:
        """The name as a map has room for: 금천 of 금천구, but 중구 stays whole."""
        return short_name(self.label)


def short_name(name: str) -> str:
    """This function will shorten a district's name for a map, in both languages."""
    if name.endswith("-gu"):
        return name.removesuffix("-gu")
    return name.removesuffix("구") if len(name) > len("중구") else name


def list_districts(*, day: date) -> tuple[DistrictLine, ...]:
    """This function will return all districts in 가나다 order, in three queries."""
    return _lines(District.objects.all(), day=day)


def district_by_code(*, code: str, day: date) -> DistrictLine:
    """This function will return one district by its five-digit code. Raises NotVisible."""
    found = _lines(District.objects.filter(code=code), day=day)
    if not found:
        raise NotVisible
    return found[0]


def neighbours_of(*, district_id: int) -> tuple[DistrictLine, ...]:
    """This function will return the districts that share a border, without their offices."""
    rows = (
        DistrictAdjacency.objects.filter(district_id=district_id)
        .fetch_mode(FETCH_RAISE)
        .select_related("neighbour__organization")
        .order_by("neighbour__organization__name")
    )
    return tuple(_line(row.neighbour, None, ()) for row in rows)


def _lines(districts: QuerySet[District], *, day: date) -> tuple[DistrictLine, ...]:
    rows = list(
        districts.fetch_mode(FETCH_RAISE)
        .select_related("organization")
        .order_by("organization__name", "pk")
    )
    numbers = [row.pk for row in rows]
    offices = _offices_of(numbers, day)
    aliases: dict[int, list[str]] = {}
    for alias in DistrictAlias.objects.filter(district_id__in=numbers).order_by("name"):
        aliases.setdefault(alias.district_id, []).append(alias.name)
    return tuple(_line(row, offices.get(row.pk), tuple(aliases.get(row.pk, ()))) for row in rows)


def _line(row: District, office: OfficeName | None, aliases: tuple[str, ...]) -> DistrictLine:
    return DistrictLine(
        district_id=row.pk,
        code=row.code,
        name=row.organization.name,
        name_en=row.organization.name_en,
        office=office,
        aliases=aliases,
    )


def _offices_of(district_ids: Collection[int], day: date) -> dict[int, OfficeName]:
    rows = (
        OfficeDistrict.objects.filter(district_id__in=district_ids, valid_during__contains=day)
        .fetch_mode(FETCH_RAISE)
        .select_related("education_office__organization")
    )
    return {row.district_id: office_name(row.education_office) for row in rows}


def office_name(office: EducationOffice) -> OfficeName:
    """This function will return an office, read with its organization, by its names."""
    return OfficeName(
        office_id=office.pk,
        name=office.organization.name,
        name_en=office.organization.name_en,
        short_name=office.short_name,
        phone=office.phone,
        address=office.address,
        website=office.website,
    )
