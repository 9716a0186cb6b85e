"""What can be found of districts, offices and schools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import FETCH_RAISE
from django.utils import timezone, translation

from hamkke.database.identity import civil_day
from hamkke.organizations.models import School, SchoolLevel
from hamkke.organizations.queries.districts import list_districts
from hamkke.search.sources import PublicEntry

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


def district_entries(numbers: Collection[int] | None) -> Iterator[PublicEntry]:
    """This function will tell what can be found of districts."""
    for line in list_districts(day=civil_day(timezone.now())):
        if numbers is not None and line.district_id not in numbers:
            continue
        office = line.office
        yield PublicEntry(
            number=line.district_id,
            path=f"/districts/{line.code}/",
            title=line.name,
            title_en=line.name_en,
            about=office.name if office else "",
            about_en=office.name_en if office else "",
            words=(line.code, *line.aliases),
            weight=90,
        )


def school_entries(numbers: Collection[int] | None) -> Iterator[PublicEntry]:
    """This function will tell what can be found of the open schools."""
    schools = School.objects.filter(is_open=True)
    if numbers is not None:
        schools = schools.filter(pk__in=numbers)
    with translation.override("en"):
        levels = {level.value: str(level.label) for level in SchoolLevel}
    rows = schools.fetch_mode(FETCH_RAISE).select_related("organization", "district__organization")
    for school in rows:
        district = school.district.organization
        yield PublicEntry(
            number=school.pk,
            path=f"/districts/{school.district.code}/",
            title=school.organization.name,
            title_en=school.organization.name_en,
            about=f"{district.name} · {school.level_name}",
            about_en=f"{district.name_en or district.name} · {levels[school.level]}",
            words=(school.address,),
            weight=20,
        )
