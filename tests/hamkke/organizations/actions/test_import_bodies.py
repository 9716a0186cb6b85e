"""Districts and the offices that cover them, from a file: all or nothing, dated."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hamkke.database import roles
from hamkke.database.identity import Identity, acting_as
from hamkke.organizations.actions.import_bodies import ImportedBodies, import_bodies
from hamkke.organizations.actions.record_metropolitan_office import record_metropolitan_office
from hamkke.organizations.body_file import read_bodies
from hamkke.organizations.errors import (
    BodyFileUnreadable,
    BodyRowWrong,
    CodeWithoutOutline,
    NoMetropolitanOffice,
)
from hamkke.organizations.models import District, EducationOffice, Organization
from hamkke.organizations.queries.coverage import districts_of_office
from tests.conftest import NOW

HEAD = "code,name_ko,name_en,office_ko\n"
TWO = f"{HEAD}11545,금천구,Geumcheon-gu,남부\n11530,구로구,Guro-gu,남부교육지원청\n"


def _import(text: str, since: date | None = None) -> ImportedBodies:
    with acting_as(roles.JOBS):
        return import_bodies(
            viewer=Identity(), rows=read_bodies(text.encode()), since=since, now=NOW
        )


@pytest.fixture
def city(own_database: None) -> None:
    with acting_as(roles.OWNER):
        record_metropolitan_office(name="서울특별시교육청")


def test_districts_and_their_office(city: None) -> None:
    assert _import(TWO) == ImportedBodies(districts=2, offices=1, renamed=0, moved=0)
    with acting_as(roles.OWNER):
        geumcheon = District.objects.get(code="11545")
        assert (geumcheon.grid_x, geumcheon.grid_y) == (59, 124)
        assert [near.neighbour.code for near in geumcheon.adjacencies.all()] == ["11530"]
        assert Organization.objects.filter(name="서울특별시남부교육지원청").exists()
    assert _import(TWO) == ImportedBodies(districts=0, offices=0, renamed=0, moved=0)


def test_another_office_covers_from_the_day_on(city: None) -> None:
    _import(TWO, date(2025, 1, 1))
    moved = TWO.replace("11545,금천구,Geumcheon-gu,남부", "11545,금천구,Geumcheon-gu,서부")
    assert _import(moved, date(2026, 3, 1)).moved == 1
    with acting_as(roles.WORK):
        south, west = (EducationOffice.objects.get(short_name=name).pk for name in ("남부", "서부"))
        for day, south_has, west_has in ((date(2026, 2, 28), 2, 0), (date(2026, 3, 1), 1, 1)):
            assert len(districts_of_office(education_office_id=south, day=day)) == south_has
            assert len(districts_of_office(education_office_id=west, day=day)) == west_has


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", BodyFileUnreadable),
        ("code,name_ko\n11545,금천구\n", BodyFileUnreadable),
        (HEAD, BodyFileUnreadable),
        (f"{HEAD}1154,금천구,Geumcheon-gu,남부\n", BodyRowWrong),
        (f"{HEAD}11545,,Geumcheon-gu,남부\n", BodyRowWrong),
        (f"{HEAD}11545,{'가' * 61},Geumcheon-gu,남부\n", BodyRowWrong),
        (TWO + "11545,금천구,Geumcheon-gu,남부\n", BodyRowWrong),
        (f"{HEAD}99999,없는구,Nowhere,남부\n", CodeWithoutOutline),
    ],
)
def test_files_that_are_refused_change_nothing(
    city: None, text: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        _import(text)
    with acting_as(roles.OWNER):
        assert not District.objects.exists()


@pytest.mark.usefixtures("own_database")
def test_the_metropolitan_office_comes_first() -> None:
    with pytest.raises(NoMetropolitanOffice):
        _import(TWO)


def test_the_shared_file_of_seoul_is_read(shared_data: Path, city: None) -> None:
    text = (shared_data / "data" / "seoul" / "districts.csv").read_text(encoding="utf-8-sig")
    assert _import(text) == ImportedBodies(districts=25, offices=11, renamed=0, moved=0)
