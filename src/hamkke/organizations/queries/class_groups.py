"""Class groups as other apps need to know them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hamkke.organizations.models import ClassGroup

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class ClassGroupFacts:
    """A class group with its school; `need_tier` 0 is ordinary, greater goes first."""

    class_group_id: int
    label: str
    school_id: int
    school_name: str
    district_id: int
    school_year: int
    level: str
    grade: int
    pupil_count: int
    need_tier: int


def class_group(class_group_id: int) -> ClassGroupFacts | None:
    """This function will return the facts of one class group, or None."""
    found = _rows(ids=(class_group_id,))
    return found[0] if found else None


def class_groups(ids: Collection[int]) -> dict[int, ClassGroupFacts]:
    """This function will return the facts of several class groups by number, in one query."""
    return {facts.class_group_id: facts for facts in _rows(ids=ids)}


def class_groups_of_districts(
    *, district_ids: Collection[int], school_year: int
) -> tuple[ClassGroupFacts, ...]:
    """This function will return the class groups of open schools in these districts in a year."""
    return tuple(
        _facts(row)
        for row in _related().filter(
            school__district_id__in=district_ids, school__is_open=True, school_year=school_year
        )
    )


def _related() -> QuerySet[ClassGroup]:
    return ClassGroup.objects.select_related("school__organization")


def _rows(*, ids: Collection[int]) -> tuple[ClassGroupFacts, ...]:
    return tuple(_facts(row) for row in _related().filter(pk__in=ids))


def _facts(row: ClassGroup) -> ClassGroupFacts:
    school = row.school
    return ClassGroupFacts(
        class_group_id=row.pk,
        label=str(row),
        school_id=school.pk,
        school_name=school.organization.name,
        district_id=school.district_id,
        school_year=row.school_year,
        level=school.level,
        grade=row.grade,
        pupil_count=row.pupil_count,
        need_tier=row.need_tier,
    )
