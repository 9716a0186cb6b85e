"""The way of a press release: two people, one public text, everything written down."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from hamkke.audit.models import ActionEntry
from hamkke.database import roles
from hamkke.database.errors import NotVisible
from hamkke.database.identity import acting_as
from hamkke.inbox.models import Task
from hamkke.news.actions.approve_release import approve_release
from hamkke.news.actions.return_release import return_release
from hamkke.news.actions.revise_release import revise_release
from hamkke.news.actions.submit_release import submit_release
from hamkke.news.actions.withdraw_release import withdraw_release
from hamkke.news.actions.write_release import write_release
from hamkke.news.errors import (
    AlreadyWithdrawn,
    CorrectionNoteMissing,
    EmbargoPast,
    MayNotRelease,
    NothingToReview,
    NotInWritersHands,
    OwnRelease,
    ReadReleaseAgain,
    ReasonMissing,
    StaleRelease,
    TextMissing,
    TextTooLong,
    UnknownCategory,
)
from hamkke.news.models import NewsCorrection, NewsItem
from hamkke.news.queries.published import published_article, published_news
from hamkke.news.queries.releases import release_page
from tests.hamkke.news.releases import CONTENT, FAR, REVIEWER, WRITER, Press

if TYPE_CHECKING:
    from hamkke.news.queries.published import PublishedArticle

pytestmark = pytest.mark.django_db


def open_tasks(number: int) -> list[str]:
    with acting_as(roles.OWNER):
        found = Task.objects.filter(
            subject_type="news.pressrelease", subject_number=number, closed_at=None
        )
        return list(found.values_list("kind", flat=True))


def read(press: Press, number: int) -> PublishedArticle:
    item_id = press.item(number).pk
    with acting_as(roles.PUBLIC):
        return published_article(item_id=item_id)


def revise(press: Press, number: int, who: str = WRITER, **changes: Any) -> None:
    version = press.row(number).version
    content = replace(CONTENT, **changes)
    press.act(who, revise_release, release_id=number, version=version, content=content)


def test_written_reviewed_published_with_tasks_steps_and_audit(press: Press) -> None:
    number = press.write()
    assert open_tasks(number) == ["finish_release"]
    press.act(WRITER, submit_release, release_id=number, version=1)
    assert open_tasks(number) == ["review_release"]
    press.act(REVIEWER, approve_release, release_id=number, version=2)
    assert open_tasks(number) == []
    article = read(press, number)
    assert (article.title, article.source_name) == (CONTENT.title, "한빛구")
    assert article.release is not None
    assert [block.kind for block in article.release.blocks] == ["paragraph", "heading", "list"]
    assert article.release.contact_phone == CONTENT.contact_phone
    with acting_as(roles.OWNER):
        done = list(
            ActionEntry.objects.filter(subject_type="news.pressrelease")
            .order_by("id")
            .values_list("action", flat=True)
        )
    assert done == ["write_release", "submit_release", "approve_release"]
    viewer = press.world.viewer(WRITER)
    with acting_as(roles.WORK, viewer.identity):
        page = release_page(viewer=viewer, release_id=number)
    assert [step.kind for step in page.steps] == ["written", "submitted", "published"]


def test_nobody_approves_what_they_wrote_edited_or_submitted(press: Press) -> None:
    number = press.write()
    revise(press, number, who=REVIEWER, title="동료가 고친 제목")
    press.act(WRITER, submit_release, release_id=number, version=2)
    for who in (WRITER, REVIEWER):
        with pytest.raises(OwnRelease, match="다른 사람이 승인"):
            press.act(who, approve_release, release_id=number, version=3)
    assert press.row(number).state == "review"


def test_a_return_says_why_and_comes_again(press: Press) -> None:
    number = press.submitted()
    with pytest.raises(ReasonMissing):
        press.act(REVIEWER, return_release, release_id=number, version=2, reason=" ")
    press.act(REVIEWER, return_release, release_id=number, version=2, reason="날짜를 적어 주세요.")
    assert open_tasks(number) == ["mend_release"]
    viewer = press.world.viewer(WRITER)
    with acting_as(roles.WORK, viewer.identity):
        page = release_page(viewer=viewer, release_id=number)
    assert (page.reason, page.line.next_deed) == ("날짜를 적어 주세요.", "revise")
    revise(press, number, body="12월 19일에 연다.")
    press.act(WRITER, submit_release, release_id=number, version=4)
    press.act(REVIEWER, approve_release, release_id=number, version=5)
    assert press.item(number).body == "12월 19일에 연다."


def test_a_stale_save_a_stale_decision_and_a_wrong_moment_are_refused(press: Press) -> None:
    number = press.write()
    revise(press, number, title="먼저 저장한 제목")
    with pytest.raises(StaleRelease) as stale:
        press.act(WRITER, revise_release, release_id=number, version=1, content=CONTENT)
    assert stale.value.data == {"version": 2}
    assert press.row(number).title == "먼저 저장한 제목"
    with pytest.raises(ReadReleaseAgain):
        press.act(WRITER, submit_release, release_id=number, version=1)
    with pytest.raises(NothingToReview):
        press.act(REVIEWER, approve_release, release_id=number, version=2)
    with pytest.raises(NothingToReview):
        press.act(REVIEWER, return_release, release_id=number, version=2, reason="아직")
    press.act(WRITER, submit_release, release_id=number, version=2)
    with pytest.raises(ReadReleaseAgain):
        press.act(REVIEWER, approve_release, release_id=number, version=2)
    with pytest.raises(NotInWritersHands):
        press.act(WRITER, revise_release, release_id=number, version=3, content=CONTENT)
    with pytest.raises(NotInWritersHands):
        press.act(WRITER, submit_release, release_id=number, version=3)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"title": " "}, TextMissing),
        ({"body": "\x00"}, TextMissing),
        ({"title": "가" * 121}, TextTooLong),
        ({"category": "없는 분류"}, UnknownCategory),
        ({"licence": "mine"}, UnknownCategory),
        ({"embargo_at": FAR - timedelta(days=36500)}, EmbargoPast),
    ],
)
def test_what_cannot_be_is_refused(press: Press, changes: Any, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        press.write(**changes)


@pytest.mark.parametrize("who", ["teacher", "manager", "student", "parent", "citizen"])
def test_others_write_no_release(press: Press, who: str) -> None:
    with pytest.raises(MayNotRelease):
        press.act(who, write_release, content=CONTENT)


def test_other_bodies_do_not_see_it(press: Press) -> None:
    number = press.submitted()
    for who in ("other_district_officer", "office_officer", "city_officer", "superintendent"):
        with pytest.raises(NotVisible):
            press.act(who, approve_release, release_id=number, version=2)


def test_under_embargo_nobody_but_the_office_sees_it_until_the_moment(press: Press) -> None:
    number = press.published(embargo_at=FAR)
    item = press.item(number)
    assert item.item_date == FAR.date()
    with acting_as(roles.PUBLIC):
        assert not published_news().exists()
        with pytest.raises(NotVisible):
            published_article(item_id=item.pk)
    for who, seen in ((WRITER, 1), ("other_district_officer", 0), ("teacher", 0)):
        with acting_as(roles.WORK, press.world.viewer(who).identity):
            assert NewsItem.objects.count() == seen, who
    # now() stands still within a transaction: to the moment, not later and not before.
    for seconds, shown in ((1, False), (0, True), (-1, True)):
        with acting_as(roles.OWNER):
            from django.contrib.postgres.functions import TransactionNow

            NewsItem.objects.update(embargo_until=TransactionNow() + timedelta(seconds=seconds))
        with acting_as(roles.PUBLIC):
            assert published_news().exists() == shown, seconds


def test_a_correction_stays_private_until_approved_and_says_what_changed(press: Press) -> None:
    number = press.published()
    with pytest.raises(CorrectionNoteMissing):
        revise(press, number, body="고친 글")
    revise(press, number, body="고친 글", correction_note="날짜를 바로잡음")
    assert read(press, number).paragraphs[0][0].startswith("한빛구는")
    press.act(WRITER, submit_release, release_id=number, version=4)
    with pytest.raises(OwnRelease):
        press.act(WRITER, approve_release, release_id=number, version=5)
    press.act(REVIEWER, approve_release, release_id=number, version=5)
    article = read(press, number)
    assert article.paragraphs == (("고친 글",),)
    assert article.release is not None
    assert [note for _at, note in article.release.corrections] == ["날짜를 바로잡음"]
    with acting_as(roles.OWNER):
        bodies = list(press.item(number).events.order_by("pgh_id").values_list("body", flat=True))
    assert bodies == [CONTENT.body, "고친 글"]


def test_withdrawn_the_title_and_a_sentence_stay(press: Press) -> None:
    number = press.published()
    with pytest.raises(ReasonMissing):
        press.act(WRITER, withdraw_release, release_id=number, reason="")
    press.act(WRITER, withdraw_release, release_id=number, reason="날짜가 틀렸습니다.")
    article = read(press, number)
    assert (article.title, article.subtitle, article.paragraphs) == (CONTENT.title, "", (("",),))
    assert article.release is not None
    assert article.release.withdrawal_note == "날짜가 틀렸습니다."
    with acting_as(roles.PUBLIC):
        assert not published_news().exists()
    with pytest.raises(AlreadyWithdrawn):
        press.act(WRITER, withdraw_release, release_id=number, reason="또")
    with pytest.raises(NotInWritersHands):
        revise(press, number)


def test_withdrawn_under_embargo_it_never_appears(press: Press) -> None:
    number = press.published(embargo_at=FAR)
    press.act(WRITER, withdraw_release, release_id=number, reason="행사를 취소했습니다.")
    with acting_as(roles.OWNER):
        NewsItem.objects.update(embargo_until=press.now)
    with acting_as(roles.PUBLIC):
        assert not NewsItem.objects.exists()


def test_a_correction_moves_an_embargo_only_while_it_lasts(press: Press) -> None:
    number = press.published(embargo_at=FAR)
    revise(press, number, embargo_at=None, correction_note="앞당겨 공개")
    press.act(WRITER, submit_release, release_id=number, version=4)
    press.act(REVIEWER, approve_release, release_id=number, version=5)
    assert read(press, number).release is not None
    revise(press, number, embargo_at=FAR, correction_note="다시 미룸")
    press.act(WRITER, submit_release, release_id=number, version=7)
    press.act(REVIEWER, approve_release, release_id=number, version=8)
    assert read(press, number).release is not None
    with acting_as(roles.OWNER):
        assert NewsCorrection.objects.count() == 2
