"""The offices of education with the districts that each covers on a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import FETCH_RAISE

from hamkke.organizations.models import EducationOffice, Organization, OrganizationKind
from hamkke.organizations.queries.districts import list_districts, office_name
from hamkke.organizations.queries.naming import in_reader_language

if TYPE_CHECKING:
    from datetime import date

    from hamkke.organizations.queries.districts import DistrictLine, OfficeName


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """An office of education and its districts in 가나다 order."""

    office: OfficeName
    districts: tuple[DistrictLine, ...]


def list_offices(*, day: date) -> tuple[OfficeLine, ...]:
    """This function will return all offices in 가나다 order, in four queries."""
    covered: dict[int, list[DistrictLine]] = {}
    for line in list_districts(day=day):
        if line.office is not None:
            covered.setdefault(line.office.office_id, []).append(line)
    rows = (
        EducationOffice.objects.select_related("organization")
        .fetch_mode(FETCH_RAISE)
        .order_by("organization__name", "pk")
    )
    return tuple(OfficeLine(office_name(row), tuple(covered.get(row.pk, ()))) for row in rows)


def metropolitan_office_name() -> str:
    """This function will return the metropolitan office's name, empty before set-up."""
    row = Organization.objects.filter(kind=OrganizationKind.METROPOLITAN_OFFICE).first()
    return in_reader_language(row.name, row.name_en) if row else ""
