"""Importing a page: once, byte for byte, and twice without a change."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, transaction

from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.news.actions.import_page import Source, import_page
from hamkke.news.errors import MayNotEditNews
from hamkke.news.models import Decision, NewsItem, NewsRepair, SourcePage
from hamkke.news.pages.article import read_page
from tests.hamkke.news.samples import PAGE, bring_in

if TYPE_CHECKING:
    from datetime import datetime

    from tests.conftest import Committed
    from tests.world import World


def rows() -> list[object]:
    with acting_as(roles.OWNER):
        return [
            *SourcePage.objects.order_by("id").values_list("digest", "imported_at"),
            *NewsItem.objects.order_by("id").values_list("title", "body", "edited_at"),
            *NewsRepair.objects.order_by("id").values_list("number", "decision", "text"),
        ]


@pytest.mark.django_db
def test_the_page_is_kept_byte_for_byte() -> None:
    bring_in()
    with acting_as(roles.JOBS):
        page = SourcePage.objects.get()
        assert bytes(page.content) == PAGE
        assert page.digest == hashlib.sha256(PAGE).hexdigest()
        assert page.item.source_name == "한빛신문"
        assert page.findings == [["missing_picture", "마을.jpg"]]


@pytest.mark.django_db
def test_repairs_wait_until_a_person_decides() -> None:
    report = bring_in()
    assert (report.accepted, report.is_new, report.is_published) == (0, True, True)
    assert report.pending > 0
    assert report.unknown == 1
    with acting_as(roles.JOBS):
        item = NewsItem.objects.get()
        assert item.body == item.original_body
        assert item.edited_at is None


@pytest.mark.django_db
def test_accepting_at_import_repairs_the_text_and_leaves_what_is_unknown() -> None:
    report = bring_in(accept=True)
    assert (report.pending, report.unknown) == (0, 1)
    with acting_as(roles.JOBS):
        item = NewsItem.objects.get()
        assert item.body == (
            "한빛구는 어린이·청소년을 위한 ‘푸른 마을’을 본격적으로 운영하기로 했다.\n\n"
            "9월 27일(토) 첫 모임에는 학교 지역사회가 함께했다. "
            "그 뒤로 학교와 지역사회가 달마다 만난다."
        )
        assert item.edited_at is not None


@pytest.mark.django_db
def test_importing_twice_changes_nothing() -> None:
    bring_in(accept=True)
    before = rows()
    again = bring_in(accept=True)
    assert rows() == before
    assert not again.is_new


@pytest.mark.django_db
def test_accepting_at_a_second_import_accepts_what_is_open_and_keeps_a_refusal() -> None:
    bring_in()
    with acting_as(roles.JOBS):
        first = NewsRepair.objects.filter(replacement__isnull=False).order_by("number")[0]
        first.decision = Decision.REJECTED
        first.save(update_fields=["decision"])
    bring_in(accept=True)
    with acting_as(roles.JOBS):
        assert NewsRepair.objects.get(pk=first.pk).decision == Decision.REJECTED
        waiting = NewsRepair.objects.filter(decision=Decision.PENDING, replacement__isnull=False)
        assert not waiting.exists()


@pytest.mark.django_db
def test_a_page_without_an_article_is_kept_and_makes_no_item() -> None:
    report = bring_in("2025.12.11 (목)\n맑음서울2.6℃\n".encode())
    assert report.item_id is None
    with acting_as(roles.JOBS):
        assert SourcePage.objects.count() == 1
        assert not NewsItem.objects.exists()


@pytest.mark.django_db
def test_people_without_the_office_may_not_import(world: World, now: datetime) -> None:
    for key in ("teacher", "citizen", "parent", "manager"):
        with acting_as(roles.JOBS), pytest.raises(MayNotEditNews):
            import_page(
                viewer=world.viewer(key),
                data=PAGE,
                page=read_page(PAGE),
                source=Source("page.txt"),
                accept=True,
                publish=True,
                now=now,
            )


@pytest.mark.django_db
@pytest.mark.parametrize("role", [roles.PUBLIC, roles.WORK, roles.SUPPORT, roles.IDENTITY])
def test_no_role_of_requests_inserts_a_page(role: str, now: datetime) -> None:
    with acting_as(role), pytest.raises(DatabaseError), transaction.atomic():
        SourcePage.objects.create(digest="0" * 64, content=b"", file_name="x", imported_at=now)


@pytest.mark.django_db
def test_a_kept_page_cannot_be_changed() -> None:
    bring_in()
    with acting_as(roles.JOBS), pytest.raises(DatabaseError), transaction.atomic():
        SourcePage.objects.update(content=b"other")


def test_two_imports_at_once_make_one_item(committed: Committed) -> None:
    results = committed.in_threads([lambda: bring_in(accept=True)] * 3)
    assert len({result.item_id for result in results}) == 1
    assert sorted(result.is_new for result in results) == [False, False, True]
