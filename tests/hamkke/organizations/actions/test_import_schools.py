"""Importing schools: all or none, again without a change, and only by jobs and commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, transaction

from hamkke.database import roles
from hamkke.database.identity import Identity, acting_as
from hamkke.organizations.actions.import_schools import ImportedSchools, import_schools
from hamkke.organizations.errors import SchoolFileHasProblems
from hamkke.organizations.models import Organization, School
from hamkke.organizations.queries.city import the_city
from hamkke.organizations.school_file import SchoolFile
from hamkke.organizations.school_rows import Fault, RowProblem, SchoolRow
from tests.conftest import NOW

if TYPE_CHECKING:
    from tests.conftest import Committed
    from tests.world import World


def row(number: int, **changes: object) -> SchoolRow:
    values: dict[str, object] = {
        "line": number + 1,
        "standard_id": f"B{number:09}",
        "name": f"시험{number}초등학교",
        "level_name": "초등학교",
        "establishment": "공립",
        "is_open": True,
        "address": "가람광역시 한빛구 한빛로 1",
        "district": "한빛구",
        "office": "물빛교육지원청",
        "latitude": 37.5,
        "longitude": 127.0,
        "source_date": None,
    }
    return SchoolRow(**(values | changes))  # type: ignore[arg-type]


def bring_in(
    *rows: SchoolRow, dry_run: bool = False, problems: tuple[RowProblem, ...] = ()
) -> ImportedSchools:
    with acting_as(roles.JOBS):
        return import_schools(
            viewer=Identity(),
            file=SchoolFile(rows, problems, 0),
            dry_run=dry_run,
            now=NOW,
        )


def test_schools_are_added_to_their_district(world: World) -> None:
    report = bring_in(row(1), row(2, district="솔샘구", level_name="특수학교", is_open=False))
    assert (report.added, report.changed, report.unchanged, report.districts) == (2, 0, 0, 2)
    with acting_as(roles.PUBLIC):
        school = School.objects.get(standard_id="B000000002")
        assert school.district_id == world.organization("other_district").pk
        assert (school.level, school.is_open) == ("other", False)
        assert school.organization.name == "시험2초등학교"


def test_a_second_import_updates_what_differs_only(world: World) -> None:
    bring_in(row(1), row(2))
    report = bring_in(row(1), row(2, name="새이름초등학교", is_open=False), row(3))
    assert (report.added, report.changed, report.unchanged) == (1, 1, 1)
    with acting_as(roles.PUBLIC):
        school = School.objects.get(standard_id="B000000002")
        assert (school.organization.name, school.is_open) == ("새이름초등학교", False)
    assert bring_in(row(1), row(3)).unchanged == 2


def test_a_dry_run_reports_the_same_and_writes_nothing(world: World) -> None:
    with acting_as(roles.PUBLIC):
        before = Organization.objects.count(), School.objects.count()
    dry = bring_in(row(1), row(2), dry_run=True)
    with acting_as(roles.PUBLIC):
        assert (Organization.objects.count(), School.objects.count()) == before
    assert bring_in(row(1), row(2)) == dry


def test_one_problem_keeps_all_out(world: World) -> None:
    problem = RowProblem(3, "위도", Fault.BAD_COORDINATE, "x")
    with pytest.raises(SchoolFileHasProblems):
        bring_in(row(1), problems=(problem,))
    with acting_as(roles.PUBLIC):
        assert not School.objects.filter(standard_id="B000000001").exists()


def test_a_failure_on_the_way_leaves_nothing_half_done(world: World) -> None:
    broken = row(2, name="가" * 200)  # longer than the column: PostgreSQL refuses the second row
    with pytest.raises(DatabaseError), transaction.atomic():
        bring_in(row(1), broken)
    with acting_as(roles.PUBLIC):
        assert not School.objects.filter(standard_id="B000000001").exists()


def test_an_office_that_does_not_cover_the_district_is_told(world: World) -> None:
    report = bring_in(row(1), row(2, office="들꽃교육지원청"))
    assert [each.line for each in report.other_office] == [3]


def test_the_city_is_known_by_its_bodies(world: World) -> None:
    with acting_as(roles.JOBS):
        city = the_city()
    assert city is not None
    assert city.name == "가람광역시"
    assert set(city.districts) == {"한빛구", "솔샘구"}


@pytest.mark.parametrize("role", [roles.PUBLIC, roles.WORK, roles.SUPPORT, roles.IDENTITY])
def test_no_role_of_requests_writes_schools(world: World, role: str) -> None:
    with acting_as(role), pytest.raises(DatabaseError), transaction.atomic():
        School.objects.update(is_open=False)


def test_two_imports_at_once_add_each_school_once(committed: Committed) -> None:
    rows = [row(number) for number in range(1, 20)]
    results = committed.in_threads([lambda: bring_in(*rows), lambda: bring_in(*rows)])
    assert sorted(result.added for result in results) == [0, 19]
