"""Policies of news, in the runtime roles: each test misses one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import DatabaseError, IntegrityError
from django.db.utils import ProgrammingError

from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.files.models import StoredFile
from hamkke.news.actions.submit_release import submit_release
from hamkke.news.models import (
    Decision,
    NewsCorrection,
    NewsItem,
    NewsRepair,
    PressRelease,
    ReleaseStep,
    SourcePage,
)
from tests.hamkke.news.releases import FAR, REVIEWER, WRITER, Press
from tests.hamkke.news.samples import bring_in

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from datetime import datetime

    from tests.world import World

pytestmark = pytest.mark.django_db
EDITORS = ("city_officer", "superintendent", "office_officer", "district_officer")
READERS = ("teacher", "manager", "student", "parent", "head", "citizen")


def test_the_public_reads_what_is_published() -> None:
    bring_in()
    with acting_as(roles.PUBLIC):
        assert NewsItem.objects.count() == 1


def test_the_public_reads_no_draft() -> None:
    bring_in(publish=False)
    with acting_as(roles.PUBLIC):
        assert NewsItem.objects.count() == 0


@pytest.mark.parametrize("who", READERS)
def test_a_reader_sees_only_what_is_published(world: World, who: str) -> None:
    bring_in(publish=False)
    with acting_as(roles.WORK, world.viewer(who).identity):
        assert NewsItem.objects.count() == 0
        assert NewsRepair.objects.count() == 0
        assert SourcePage.objects.count() == 0


def test_a_reader_sees_what_is_published(world: World) -> None:
    bring_in()
    with acting_as(roles.WORK, world.viewer("teacher").identity):
        assert NewsItem.objects.count() == 1


@pytest.mark.parametrize("who", EDITORS)
def test_an_editor_sees_the_draft_its_repairs_and_its_page(world: World, who: str) -> None:
    bring_in(publish=False)
    with acting_as(roles.WORK, world.viewer(who).identity):
        assert NewsItem.objects.count() == 1
        assert NewsRepair.objects.exists()
        assert SourcePage.objects.count() == 1


def test_an_editor_changes_item_and_repair(world: World, now: datetime) -> None:
    bring_in(publish=False)
    with acting_as(roles.WORK, world.viewer("district_officer").identity):
        assert NewsItem.objects.update(published_at=now) == 1
        first = NewsRepair.objects.order_by("number").first()
        assert first is not None
        kept = NewsRepair.objects.filter(pk=first.pk).update(decision=Decision.REJECTED)
        assert kept == 1


def test_a_reader_changes_nothing(world: World, now: datetime) -> None:
    bring_in()
    with acting_as(roles.WORK, world.viewer("teacher").identity):
        assert NewsItem.objects.update(edited_at=now) == 0
        assert NewsRepair.objects.update(decision=Decision.REJECTED) == 0


def test_jobs_read_and_write_all_three() -> None:
    bring_in(publish=False)
    with acting_as(roles.JOBS):
        assert NewsItem.objects.update(body="새 글") == 1
        assert NewsRepair.objects.update(decision=Decision.REJECTED) > 0
        assert SourcePage.objects.count() == 1


# Press releases -------------------------------------------------------------------------------


def as_work(press: Press, who: str) -> AbstractContextManager[None]:
    return acting_as(roles.WORK, press.world.viewer(who).identity)


def test_the_office_reads_and_changes_its_releases_and_nobody_else(press: Press) -> None:
    number = press.write()
    for who in (WRITER, REVIEWER):
        with as_work(press, who):
            assert PressRelease.objects.get().pk == number
            assert ReleaseStep.objects.count() == 1
            assert PressRelease.objects.update(changed_at=press.now) == 1
    for who in ("other_district_officer", "city_officer", "office_officer", "teacher", "citizen"):
        with as_work(press, who):
            assert not PressRelease.objects.exists(), who
            assert not ReleaseStep.objects.exists(), who
            assert PressRelease.objects.update(changed_at=press.now) == 0, who
    for model in (PressRelease, ReleaseStep):
        with pytest.raises(ProgrammingError, match="permission denied"), acting_as(roles.PUBLIC):
            model.objects.count()


def test_nobody_begins_a_release_for_another_body_or_as_published(press: Press) -> None:
    row = press.row(press.write())
    values = {
        field.attname: getattr(row, field.attname)
        for field in PressRelease._meta.concrete_fields
        if not field.primary_key
    }
    for who, changes in (
        ("other_district_officer", {}),
        ("teacher", {"organization_id": press.world.organization("school").pk}),
        (WRITER, {"state": "review"}),
        (WRITER, {"edition": 3}),
    ):
        with pytest.raises(ProgrammingError, match="row-level security"), as_work(press, who):
            PressRelease.objects.create(**(values | changes))


def test_a_step_stands_in_ones_own_name_at_ones_own_release(press: Press) -> None:
    number = press.write()
    mine, other = press.world.viewer(WRITER), press.world.viewer("other_district_officer")
    for who, person in ((WRITER, other), ("other_district_officer", other)):
        with pytest.raises(ProgrammingError, match="row-level security"), as_work(press, who):
            ReleaseStep.objects.create(
                release_id=number,
                kind="published",
                person_id=person.person_id,
                person_name=mine.name,
                done_at=press.now,
            )


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "published", "version": 3, "edition": 1},  # by its writer
        {"writers": [0]},
        {"organization_id": 1},
        {"title": "몰래 고친 제목", "version": 3},  # while it is reviewed
        {"pictures": [{"key": "x"}], "version": 3},
        {"state": "returned"},  # not counted
        {"edition": 5},
        {"version": 9},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_writer_goes_no_other_way_by_sql(press: Press, changes: dict[str, Any]) -> None:
    press.submitted()
    dates = {"released_at": press.now, "release_date": press.now.date()}
    more = dates if changes.get("state") == "published" else {}
    with pytest.raises(DatabaseError), as_work(press, WRITER):
        PressRelease.objects.update(**changes, **more)


def test_a_picture_without_words_is_none_for_postgresql_too(press: Press) -> None:
    press.write()
    for picture in ({"key": "x"}, {"key": "x", "alt": ""}):
        with pytest.raises(IntegrityError, match="have_alt"), as_work(press, WRITER):
            PressRelease.objects.update(pictures=[picture])


def test_nobody_writes_what_the_public_reads(press: Press) -> None:
    item = press.item(press.published(embargo_at=FAR))
    for who in (WRITER, REVIEWER, "city_officer"):
        with as_work(press, who):
            assert NewsItem.objects.update(body="몰래 고친 글") == 0, who
        with pytest.raises(DatabaseError), as_work(press, who):
            NewsItem.objects.update(embargo_until=press.now)
        with pytest.raises(DatabaseError), as_work(press, who):
            NewsCorrection.objects.create(item=item, note="거짓", corrected_at=press.now)


def test_the_public_reads_a_release_after_its_embargo_only(press: Press) -> None:
    press.published(embargo_at=FAR)
    with acting_as(roles.PUBLIC):
        assert NewsItem.objects.count() == 0
    with as_work(press, "teacher"):
        assert NewsItem.objects.count() == 0
    with as_work(press, WRITER):
        assert NewsItem.objects.count() == 1
    with acting_as(roles.OWNER):
        NewsItem.objects.update(embargo_until=press.now)
    for role in (roles.PUBLIC, roles.WORK):
        with acting_as(role):
            assert NewsItem.objects.count() == 1


def test_corrections_are_read_with_their_item(press: Press) -> None:
    item = press.item(press.published(embargo_at=FAR))
    with acting_as(roles.OWNER):
        NewsCorrection.objects.create(item=item, note="바로잡음", corrected_at=press.now)
    with acting_as(roles.PUBLIC):
        assert not NewsCorrection.objects.exists()
    with acting_as(roles.JOBS):
        assert NewsCorrection.objects.exists()
    with acting_as(roles.OWNER):
        NewsItem.objects.update(embargo_until=None)
    for role in (roles.PUBLIC, roles.WORK):
        with acting_as(role):
            assert NewsCorrection.objects.exists()


def test_files_are_read_with_the_release_or_its_item(press: Press) -> None:
    number, shown, attached = press.with_files()
    with acting_as(roles.PUBLIC):
        assert not StoredFile.objects.exists()
    with as_work(press, REVIEWER):
        assert StoredFile.objects.count() == 2
    press.out(number)
    for role in (roles.PUBLIC, roles.WORK):
        with acting_as(role):
            assert set(StoredFile.objects.values_list("pk", flat=True)) == {shown, attached}
    with as_work(press, WRITER):
        assert StoredFile.objects.update(is_public=True) == 0
        assert StoredFile.objects.all().delete()[0] == 0


def test_files_come_and_go_in_the_writers_hands_only(press: Press) -> None:
    number, shown, _attached = press.with_files()
    with as_work(press, "other_district_officer"):
        assert StoredFile.objects.all().delete()[0] == 0
    with as_work(press, WRITER):
        assert StoredFile.objects.filter(pk=shown).delete()[0] == 1
    file = StoredFile(
        name="몰래.csv",
        media_type="text/csv",
        size=1,
        sha256="0",
        subject_type="news.pressrelease",
        subject_number=number,
        uploaded_at=press.now,
    )
    for who, is_public in (("other_district_officer", False), (WRITER, True)):
        file.is_public = is_public
        with pytest.raises(ProgrammingError, match="row-level security"), as_work(press, who):
            file.save(force_insert=True)
    press.act(WRITER, submit_release, release_id=number, version=1)
    file.is_public = False
    with pytest.raises(ProgrammingError, match="row-level security"), as_work(press, WRITER):
        file.save(force_insert=True)
