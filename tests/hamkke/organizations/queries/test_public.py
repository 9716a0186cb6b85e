"""The public register of districts, offices and schools."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import override

from hamkke.database import roles
from hamkke.database.errors import NotVisible
from hamkke.database.identity import acting_as
from hamkke.organizations.models import (
    DistrictAdjacency,
    DistrictAlias,
    OfficeDistrict,
    Organization,
    OrganizationKind,
    School,
    SchoolLevel,
)
from hamkke.organizations.queries.districts import (
    district_by_code,
    list_districts,
    neighbours_of,
    short_name,
)
from hamkke.organizations.queries.offices import list_offices, metropolitan_office_name
from hamkke.organizations.queries.schools import list_schools, schools_of_district
from tests.world import TODAY, World


@pytest.fixture
def in_public(world: World) -> Iterator[World]:
    with acting_as(roles.OWNER):
        district = world.organization("district").district
        other = world.organization("other_district").district
        DistrictAlias.objects.create(district=district, name="한빛교육협력특구")
        DistrictAdjacency.objects.create(district=district, neighbour=other)
        # From next year on the other office covers this district too.
        OfficeDistrict.objects.filter(district=district).update(
            valid_during=DateRange(date(2020, 1, 1), date(2026, 1, 1))
        )
        OfficeDistrict.objects.create(
            education_office=world.organization("other_office").education_office,
            district=district,
            valid_during=DateRange(date(2026, 1, 1), None),
        )
        for index, (name, is_open) in enumerate((("SAMPLE-1", True), ("X2", False))):
            School.objects.create(
                organization=Organization.objects.create(
                    kind=OrganizationKind.SCHOOL, name=f"지어낸학교{index}"
                ),
                district=district,
                standard_id=name,
                level=SchoolLevel.MIDDLE,
                level_name="중학교",
                address="가람광역시",
                is_open=is_open,
            )
    with acting_as(roles.PUBLIC):
        yield world


def test_the_office_depends_on_the_day(in_public: World) -> None:
    assert district_by_code(code="99110", day=TODAY).office.name == "물빛교육지원청"
    assert district_by_code(code="99110", day=date(2026, 1, 1)).office.name == "들꽃교육지원청"
    assert district_by_code(code="99110", day=date(2019, 12, 31)).office is None
    covered = {
        line.office.name: [district.name for district in line.districts]
        for line in list_offices(day=date(2026, 3, 1))
    }
    assert covered == {"물빛교육지원청": [], "들꽃교육지원청": ["솔샘구", "한빛구"]}


def test_an_unknown_code_is_not_visible(in_public: World) -> None:
    for code in ("00000", "", "한빛구", "99110 "):
        with pytest.raises(NotVisible):
            district_by_code(code=code, day=TODAY)


def test_districts_stand_in_order_with_their_names(in_public: World) -> None:
    lines = list_districts(day=TODAY)
    assert [line.name for line in lines] == ["솔샘구", "한빛구"]
    assert lines[1].aliases == ("한빛교육협력특구",)
    assert [line.code for line in neighbours_of(district_id=lines[1].district_id)] == ["99120"]
    assert neighbours_of(district_id=lines[0].district_id) == ()
    assert metropolitan_office_name() == "가람광역시교육청"
    with override("en"):
        assert lines[1].label == "District"


@pytest.mark.parametrize(
    ("name", "short"),
    [("금천구", "금천"), ("중구", "중구"), ("Jung-gu", "Jung"), ("서대문구", "서대문")],
)
def test_names_are_shortened_for_the_map(name: str, short: str) -> None:
    assert short_name(name) == short


def test_invented_and_closed_schools_do_not_count(in_public: World) -> None:
    district = in_public.organization("district").pk
    groups = {group.level: group for group in schools_of_district(district_id=district)}
    assert groups["elementary"].count == 1
    assert groups["middle"].count == 0
    assert [school.name for school in groups["middle"].schools] == ["지어낸학교0"]
    assert [school.name for school in list_schools()] == ["가온초등학교", "누리초등학교"]
