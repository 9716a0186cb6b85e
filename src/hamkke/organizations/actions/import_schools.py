"""Bring the schools of the national file in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection, transaction

from hamkke.audit.actions.record_action import record_action
from hamkke.database.identity import civil_day
from hamkke.organizations.errors import SchoolFileHasProblems
from hamkke.organizations.models import (
    OfficeDistrict,
    Organization,
    OrganizationKind,
    School,
    SchoolLevel,
)
from hamkke.search.actions.ask_refresh import ask_refresh

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date, datetime

    from hamkke.database.identity import Identity
    from hamkke.organizations.school_file import SchoolFile
    from hamkke.organizations.school_rows import SchoolRow

_LEVELS = {
    "초등학교": SchoolLevel.ELEMENTARY,
    "중학교": SchoolLevel.MIDDLE,
    "고등학교": SchoolLevel.HIGH,
}


@dataclass(frozen=True, slots=True)
class ImportedSchools:
    """What an import did, or would do: schools added, changed, left as they were.

    `absent` counts schools on record that the file lacks: they stay. `other_office` holds the
    rows whose office is not the one that covers their district that day: they are taken, because
    the mapping of offices is data of its own.
    """

    added: int
    changed: int
    unchanged: int
    absent: int
    districts: int
    other_office: tuple[SchoolRow, ...]


def import_schools(
    *,
    viewer: Identity,
    file: SchoolFile,
    dry_run: bool,
    now: datetime,
    watched: Callable[[Sequence[SchoolRow]], Iterable[SchoolRow]] = iter,
) -> ImportedSchools:
    """This function will add and update the schools of a file, all of them or none.

    With `dry_run` nothing is written and the same report comes back. `watched` wraps the rows
    while they are worked through, as a progress bar does. PostgreSQL lets only the role of jobs
    and commands write schools. Raises SchoolFileHasProblems.
    """
    if file.problems:
        raise SchoolFileHasProblems(count=len(file.problems))
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(hashtext('import schools'))")
        districts = _districts()
        known = {
            school.standard_id: school
            for school in School.objects.select_related("organization").exclude(
                standard_id__startswith=School.SAMPLE_PREFIX
            )
        }
        counts = {"added": 0, "changed": 0, "unchanged": 0}
        for row in watched(file.rows):
            wanted = _fields(row, districts[row.district])
            counts[_write(known.get(row.standard_id), row, wanted, dry_run=dry_run)] += 1
        if not dry_run:
            city = Organization.objects.get(kind=OrganizationKind.METROPOLITAN_OFFICE)
            record_action(
                viewer=viewer, action="import_schools", subject=city, now=now, data=counts
            )
            numbers = School.objects.filter(
                standard_id__in=[row.standard_id for row in file.rows]
            ).values_list("pk", flat=True)
            ask_refresh(identity=viewer, kind="school", numbers=list(numbers))
        return ImportedSchools(
            **counts,
            absent=len(known.keys() - {row.standard_id for row in file.rows}),
            districts=len({row.district for row in file.rows}),
            other_office=_other_office(file.rows, civil_day(now)),
        )


def _districts() -> dict[str, int]:
    rows = Organization.objects.filter(kind=OrganizationKind.DISTRICT).values_list("name", "id")
    return dict(rows)


def _fields(row: SchoolRow, district_id: int) -> dict[str, object]:
    return {
        "district_id": district_id,
        "level": _LEVELS.get(row.level_name, SchoolLevel.OTHER),
        "level_name": row.level_name,
        "establishment": row.establishment,
        "is_open": row.is_open,
        "address": row.address,
        "latitude": row.latitude,
        "longitude": row.longitude,
        "source_date": row.source_date,
    }


def _write(
    known: School | None, row: SchoolRow, wanted: dict[str, object], *, dry_run: bool
) -> str:
    """This function will add or update one school where it differs, and say which it was."""
    if known is None:
        if not dry_run:
            organization = Organization.objects.create(kind=OrganizationKind.SCHOOL, name=row.name)
            School.objects.create(organization=organization, standard_id=row.standard_id, **wanted)
        return "added"
    differing = [name for name, value in wanted.items() if getattr(known, name) != value]
    renamed = known.organization.name != row.name
    if not differing and not renamed:
        return "unchanged"
    if not dry_run and renamed:
        known.organization.name = row.name
        known.organization.save(update_fields=["name"])
    if not dry_run and differing:
        for name in differing:
            setattr(known, name, wanted[name])
        known.save(update_fields=[name.removesuffix("_id") for name in differing])
    return "changed"


def _other_office(rows: Iterable[SchoolRow], today: date) -> tuple[SchoolRow, ...]:
    """This function will return the rows whose office does not cover their district today."""
    covering = dict(
        OfficeDistrict.objects.filter(valid_during__contains=today).values_list(
            "district__organization__name", "education_office__organization__name"
        )
    )
    return tuple(row for row in rows if not covering.get(row.district, "").endswith(row.office))
