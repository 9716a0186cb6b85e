"""Policies of news, in the runtime roles: each test misses one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.news.models import Decision, NewsItem, NewsRepair, SourcePage
from tests.hamkke.news.samples import bring_in

if TYPE_CHECKING:
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
