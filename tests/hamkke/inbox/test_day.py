"""The day: what is counted, in which order, and what each person meets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from hamkke.accounts.viewer import ANONYMOUS, Viewer
from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.inbox.actions.close_tasks import close_tasks
from hamkke.inbox.actions.post_task import post_task
from hamkke.inbox.queries.day import Day, day_of
from hamkke.inbox.wording import count_words, day_headline
from tests.world import World

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def give(world: World, now: datetime, **changes: Any) -> None:
    """This function will post a task as a job does."""
    values = {
        "organization_id": world.organization("district").pk,
        "role": "officer",
        "kind": "look",
        "title": "살펴보기",
        "url": "/desk/agreements/",
        "subject": world.organization("district"),
        "now": now,
    } | changes
    with acting_as(roles.JOBS):
        post_task(viewer=ANONYMOUS, **values)


def day(world: World, who: str, now: datetime) -> Day:
    """This function will return a viewer's day."""
    viewer = world.viewer(who)
    with acting_as(roles.WORK, viewer.identity):
        return day_of(viewer=viewer, now=now)


def test_what_is_due_first_comes_first(world: World, now: datetime) -> None:
    give(world, now, kind="no date", title="기한 없음")
    give(world, now, kind="next week", title="다음 주", due_at=now + 7 * DAY)
    give(world, now, kind="today", title="오늘", due_at=now + 5 * HOUR)
    give(world, now, kind="late", title="지남", due_at=now - DAY)
    found = day(world, "district_officer", now)
    assert [task.title for task in found.tasks] == ["지남", "오늘", "다음 주", "기한 없음"]
    assert [task.is_late for task in found.tasks] == [True, False, False, False]
    assert [task.days_left for task in found.tasks] == [-1, 0, 7, None]
    assert (
        day_headline(found, world.viewer("district_officer")) == "오늘 마칠 일이 두 가지 있습니다"
    )


def test_the_same_task_is_posted_once(world: World, now: datetime) -> None:
    give(world, now)
    give(world, now, title="두 번째 클릭")
    assert [task.title for task in day(world, "district_officer", now).tasks] == ["살펴보기"]


def test_a_closed_task_may_come_again(world: World, now: datetime) -> None:
    give(world, now)
    with acting_as(roles.JOBS):
        subject = world.organization("district")
        assert close_tasks(viewer=ANONYMOUS, subject=subject, kind="other", now=now) == 0
        assert close_tasks(viewer=ANONYMOUS, subject=subject, now=now) == 1
        assert close_tasks(viewer=ANONYMOUS, subject=subject, now=now) == 0
    give(world, now + HOUR, title="다시 살펴보기")
    found = day(world, "district_officer", now)
    assert [task.title for task in found.tasks] == ["다시 살펴보기"]
    assert [task.title for task in found.done] == ["살펴보기"]


def test_who_posted_waits_and_counts_the_days(world: World, now: datetime) -> None:
    office = world.viewer("office_officer")
    with acting_as(roles.WORK, office.identity):
        post_task(
            viewer=office,
            organization_id=world.organization("district").pk,
            role="head",
            kind="sign",
            title="서명하기",
            url="/desk/",
            subject=world.organization("district"),
            now=now - 2 * DAY,
        )
    waited = day(world, "office_officer", now).awaited
    assert [(one.title, one.organization_name, one.role_name, one.day) for one in waited] == [
        ("서명하기", "한빛구", "기관장", 3)
    ]
    assert day(world, "head", now).awaited == ()
    assert day(world, "district_officer", now).tasks == ()


def test_a_title_that_is_too_long_is_shortened(world: World, now: datetime) -> None:
    give(world, now, title="가" * 500)
    assert day(world, "district_officer", now).tasks[0].title == "가" * 199 + "…"


def test_a_person_with_two_classes_of_tasks_sees_those_of_the_class_and_of_the_role(
    world: World, now: datetime
) -> None:
    school = {"organization_id": world.organization("school").pk, "role": "homeroom_teacher"}
    give(world, now, **school, kind="all", title="모든 담임")
    for key in ("class_1", "class_2"):
        give(world, now, **school, title=key, class_group_id=world.class_groups[key].pk)
    titles = {task.title for task in day(world, "teacher", now).tasks}
    assert titles == {"모든 담임", "class_1"}


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("district_officer", "오늘 할 일을 모두 마쳤습니다."),
        ("superintendent", "오늘 할 일을 모두 마쳤습니다."),
        ("manager", "오늘 할 일을 모두 마쳤습니다."),
        ("teacher", "오늘 할 일을 모두 마쳤습니다."),
        ("student", "지금 답할 일이 없습니다"),
        ("parent", "지금 답할 일이 없습니다"),
        ("citizen", "아직 소속이 없습니다"),
    ],
)
def test_everybody_meets_a_page_with_a_way_onward(
    world: World, browse: Callable[[Viewer | None], Client], who: str, expected: str
) -> None:
    page = browse(world.viewer(who)).get("/desk/")
    assert page.status_code == 200
    text = page.content.decode()
    assert f"<h1>{expected}</h1>" in text
    assert 'href="/news/"' in text


def test_a_task_is_on_the_page_with_its_own_button(
    world: World, now: datetime, browse: Callable[[Viewer | None], Client]
) -> None:
    give(world, now, title="<b>협약</b> 결재하기", action_label="읽고 결재하기")
    text = browse(world.viewer("district_officer")).get("/desk/").content.decode()
    assert "할 일이 한 가지 있습니다" in text
    assert "&lt;b&gt;협약&lt;/b&gt; 결재하기" in text
    assert text.count("krds-btn primary large") == 1
    assert "읽고 결재하기" in text


def test_the_page_asks_the_database_the_same_number_of_times(
    world: World, now: datetime, django_assert_num_queries: Any
) -> None:
    viewer = world.viewer("district_officer")
    for number in range(12):
        give(world, now, kind=f"k{number}")
    with acting_as(roles.WORK, viewer.identity), django_assert_num_queries(6):
        day_of(viewer=viewer, now=now)


def test_nobody_signed_in_is_asked_to_sign_in(
    browse: Callable[[None], Client], world: World
) -> None:
    response = browse(None).get("/desk/")
    assert response.status_code == 302
    assert "next=%2Fdesk%2F" in response.url


def test_counting_as_one_says_it() -> None:
    assert [count_words(number) for number in (1, 4, 10, 11)] == [
        "한 가지",
        "네 가지",
        "열 가지",
        "11가지",
    ]
