"""Deciding on repairs, one by one and all."""

from __future__ import annotations

import functools
import itertools
from typing import TYPE_CHECKING

import pytest

from hamkke.database import roles
from hamkke.database.errors import NotVisible
from hamkke.database.identity import acting_as
from hamkke.news.actions.accept_repairs import accept_repairs
from hamkke.news.actions.decide_repair import decide_repair
from hamkke.news.actions.publish_item import publish_item
from hamkke.news.errors import MayNotEditNews, RepairNeedsText, RepairTextTooLong
from hamkke.news.models import Decision, NewsItem, NewsRepair
from hamkke.news.queries.published import published_article
from tests.hamkke.news.samples import bring_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer
    from tests.conftest import Committed
    from tests.world import World


@pytest.fixture
def officer(world: World) -> Iterator[Viewer]:
    """An officer of a district, acting in the work area, with one page imported."""
    bring_in()
    viewer = world.viewer("district_officer")
    with acting_as(roles.WORK, viewer.identity):
        yield viewer


def the_item() -> NewsItem:
    return NewsItem.objects.get()


def number_of(kind: str) -> int:
    return (
        NewsRepair.objects.filter(kind=kind).order_by("number").values_list("number", flat=True)[0]
    )


def decide(
    viewer: Viewer, number: int, decision: Decision, now: datetime, text: str = ""
) -> NewsRepair:
    return decide_repair(
        viewer=viewer, item_id=the_item().pk, number=number, decision=decision, text=text, now=now
    )


def test_one_repair_changes_one_place(officer: Viewer, now: datetime) -> None:
    original = the_item().original_body
    repair = decide(officer, number_of("date"), Decision.ACCEPTED, now)
    assert repair.decided_by_id == officer.person_id
    assert the_item().body == original.replace("927()", "9월 27일(토)")
    assert the_item().edited_at is None


def test_opening_again_takes_the_change_back(officer: Viewer, now: datetime) -> None:
    number = number_of("date")
    decide(officer, number, Decision.ACCEPTED, now)
    repair = decide(officer, number, Decision.PENDING, now)
    assert (repair.decided_by_id, repair.text) == (None, None)
    assert the_item().body == the_item().original_body


def test_the_public_reads_the_original_until_all_is_decided(officer: Viewer, now: datetime) -> None:
    item = the_item()
    numbers = list(item.repairs.filter(replacement__isnull=False).values_list("number", flat=True))
    for number in numbers[:-1]:
        decide(officer, number, Decision.ACCEPTED, now)
        with acting_as(roles.PUBLIC):
            article = published_article(item_id=item.pk)
            assert not article.is_edited
            assert "927()" in article.paragraphs[1][0]
    decide(officer, numbers[-1], Decision.REJECTED, now)
    with acting_as(roles.PUBLIC):
        article = published_article(item_id=item.pk)
        assert article.is_edited
        assert article.paragraphs[1][0].startswith("9월 27일(토)")


def test_an_unknown_place_needs_words(officer: Viewer, now: datetime) -> None:
    number = number_of("lost_letter")
    with pytest.raises(RepairNeedsText):
        decide(officer, number, Decision.ACCEPTED, now)
    decide(officer, number, Decision.ACCEPTED, now, text="학교와\n 지역사회")
    assert "첫 모임에는 학교와 지역사회가 함께했다." in the_item().body


def test_a_person_may_word_a_known_place_otherwise(officer: Viewer, now: datetime) -> None:
    decide(officer, number_of("date"), Decision.ACCEPTED, now, text="지난 9월 27일")
    assert "지난 9월 27일 첫 모임" in the_item().body


def test_endless_words_are_refused(officer: Viewer, now: datetime) -> None:
    with pytest.raises(RepairTextTooLong):
        decide(officer, number_of("date"), Decision.ACCEPTED, now, text="가" * 1001)


def test_accepting_all_says_how_many_and_then_none(officer: Viewer, now: datetime) -> None:
    item = the_item()
    waiting = item.repairs.filter(replacement__isnull=False).count()
    assert accept_repairs(viewer=officer, item_id=item.pk, now=now) == waiting
    assert accept_repairs(viewer=officer, item_id=item.pk, now=now) == 0
    assert the_item().edited_at == now


def test_the_order_of_decisions_does_not_matter(officer: Viewer, now: datetime) -> None:
    item = the_item()
    numbers = list(item.repairs.filter(replacement__isnull=False).values_list("number", flat=True))
    for number in reversed(numbers):
        decide(officer, number, Decision.ACCEPTED, now)
    backwards = the_item().body
    for number in numbers:
        decide(officer, number, Decision.PENDING, now)
    accept_repairs(viewer=officer, item_id=item.pk, now=now)
    assert the_item().body == backwards


def test_what_is_not_there_is_not_visible(officer: Viewer, now: datetime) -> None:
    with pytest.raises(NotVisible):
        decide(officer, 999, Decision.ACCEPTED, now)
    with pytest.raises(NotVisible):
        accept_repairs(viewer=officer, item_id=999_999, now=now)
    with pytest.raises(NotVisible):
        publish_item(viewer=officer, item_id=999_999, is_public=True, now=now)


def test_taking_back_hides_from_the_public(officer: Viewer, now: datetime) -> None:
    item = the_item()
    publish_item(viewer=officer, item_id=item.pk, is_public=False, now=now)
    with acting_as(roles.PUBLIC), pytest.raises(NotVisible):
        published_article(item_id=item.pk)
    publish_item(viewer=officer, item_id=item.pk, is_public=True, now=now)
    with acting_as(roles.PUBLIC):
        assert published_article(item_id=item.pk).title == item.title


@pytest.mark.parametrize("key", ["teacher", "manager", "student", "parent", "citizen"])
def test_others_may_not_decide(world: World, now: datetime, key: str) -> None:
    report = bring_in()
    viewer = world.viewer(key)
    assert report.item_id is not None
    with acting_as(roles.WORK, viewer.identity):
        with pytest.raises(MayNotEditNews):
            decide(viewer, 1, Decision.ACCEPTED, now)
        with pytest.raises(MayNotEditNews):
            accept_repairs(viewer=viewer, item_id=report.item_id, now=now)
        with pytest.raises(MayNotEditNews):
            publish_item(viewer=viewer, item_id=report.item_id, is_public=False, now=now)


def test_two_officers_at_once_lose_no_decision(committed: Committed, now: datetime) -> None:
    report = bring_in()
    assert report.item_id is not None
    item_id = report.item_id
    with acting_as(roles.JOBS):
        numbers = list(
            NewsRepair.objects.filter(replacement__isnull=False).values_list("number", flat=True)
        )

    def accept(key: str, number: int) -> None:
        viewer = committed.world.viewer(key)
        with acting_as(roles.WORK, viewer.identity):
            decide_repair(
                viewer=viewer, item_id=item_id, number=number, decision=Decision.ACCEPTED, now=now
            )

    keys = itertools.cycle(["district_officer", "office_officer", "superintendent"])
    calls: list[Callable[[], object]] = [
        functools.partial(accept, key, number) for key, number in zip(keys, numbers, strict=False)
    ]
    assert committed.in_threads(calls) == [None] * len(calls)
    with acting_as(roles.JOBS):
        item = NewsItem.objects.get()
        assert item.edited_at is not None
        assert "9월 27일(토)" in item.body
        assert "어린이·청소년" in item.body
