"""The public register of schools."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import FETCH_RAISE

from hamkke.organizations.models import School, SchoolLevel

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """A school as the public register has it; `is_sample`: invented for the demo, not counted."""

    name: str
    level: str
    level_name: str
    address: str
    district_code: str
    district_name: str
    standard_id: str
    establishment: str
    is_sample: bool


@dataclass(frozen=True, slots=True)
class LevelGroup:
    """The schools of one level in a district; `count` leaves out invented ones."""

    level: str
    label: str | Promise
    schools: tuple[SchoolLine, ...]

    @property
    def count(self) -> int:
        """How many real schools."""
        return sum(not each.is_sample for each in self.schools)


def schools_of_district(*, district_id: int) -> tuple[LevelGroup, ...]:
    """This function will return a district's open schools by level, in one query."""
    lines = _lines(School.objects.filter(district_id=district_id))
    groups = (
        LevelGroup(level.value, level.label, tuple(each for each in lines if each.level == level))
        for level in SchoolLevel
    )
    return tuple(group for group in groups if group.schools)


def list_schools() -> tuple[SchoolLine, ...]:
    """This function will return every open school that is not invented, in one query."""
    return _lines(School.objects.exclude(standard_id__startswith=School.SAMPLE_PREFIX))


def _lines(schools: QuerySet[School]) -> tuple[SchoolLine, ...]:
    rows = (
        schools.fetch_mode(FETCH_RAISE)
        .filter(is_open=True)
        .select_related("organization", "district__organization")
        .order_by("organization__name", "pk")
    )
    return tuple(
        SchoolLine(
            name=row.organization.name,
            level=row.level,
            level_name=row.level_name,
            address=row.address,
            district_code=row.district.code,
            district_name=row.district.organization.name,
            standard_id=row.standard_id,
            establishment=row.establishment,
            is_sample=row.standard_id.startswith(School.SAMPLE_PREFIX),
        )
        for row in rows
    )
