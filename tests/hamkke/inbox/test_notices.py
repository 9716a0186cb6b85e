"""Notices on the pages: list, count in the header, reading, and the form of settings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hamkke.accounts.viewer import ANONYMOUS, Viewer
from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.inbox.actions.post_notice import post_notice
from hamkke.inbox.actions.post_task import post_task
from hamkke.inbox.queries.choices import own_choice
from hamkke.inbox.queries.day import day_of
from hamkke.inbox.queries.notices import notices_of
from tests.world import World

type Browse = Callable[[Viewer | None], Client]
FORM = {"mail": "at_once", "quiet_from": "19:00", "quiet_until": "09:00", "quiet_days": "on"}


def tell(world: World, now: datetime, **changes: Any) -> None:
    """This function will tell the officers of the district something."""
    values = {
        "organization_id": world.organization("district").pk,
        "role": "officer",
        "kind": "n",
        "title": "<b>새</b> 소식",
        "url": "/news/",
        "now": now,
    } | changes
    with acting_as(roles.JOBS):
        post_notice(viewer=ANONYMOUS, **values)


def test_unread_notices_are_counted_and_read(world: World, now: datetime, browse: Browse) -> None:
    tell(world, now)
    tell(world, now, title="둘째")
    client = browse(world.viewer("district_officer"))
    day = client.get("/desk/").content.decode()
    assert '<b class="hk-count">2</b>' in day
    assert "&lt;b&gt;새&lt;/b&gt; 소식" in day
    page = client.get("/desk/notices/").content.decode()
    assert "<h1>읽지 않은 알림이 2건 있습니다</h1>" in " ".join(page.split()).replace(
        "> ", ">"
    ).replace(" <", "<")
    with acting_as(roles.WORK, world.viewer("district_officer").identity):
        first = notices_of(viewer=world.viewer("district_officer"))[0].number
    assert client.post("/desk/notices/read/", {"notice": first}).status_code == 302
    assert '<b class="hk-count">1</b>' in client.get("/desk/notices/").content.decode()
    client.post("/desk/notices/read/")
    client.post("/desk/notices/read/")
    page = client.get("/desk/notices/").content.decode()
    assert "알림을 모두 읽었습니다" in page
    assert "hk-count" not in page
    assert "hk-count" not in client.get("/desk/").content.decode()


def test_others_see_and_read_nothing_of_it(world: World, now: datetime, browse: Browse) -> None:
    tell(world, now)
    for who in ("head", "other_district_officer", "teacher", "student", "citizen"):
        client = browse(world.viewer(who))
        assert "아직 알림이 없습니다" in client.get("/desk/notices/").content.decode()
        client.post("/desk/notices/read/", {"notice": 1})
    assert "hk-count" in browse(world.viewer("district_officer")).get("/desk/").content.decode()


def test_a_citizen_without_a_role_reads_what_is_theirs(
    world: World, now: datetime, browse: Browse
) -> None:
    tell(world, now, organization_id=None, role="", person_id=world.viewer("citizen").person_id)
    assert "읽지 않은 알림" in browse(world.viewer("citizen")).get("/desk/").content.decode()
    assert "hk-count" not in browse(world.viewer("student")).get("/desk/").content.decode()


@pytest.mark.parametrize(
    "changes",
    [{"mail": "by pigeon"}, {"quiet_from": "25:00"}, {"mail": ""}, {"quiet_until": "\x00"}],
)
def test_what_cannot_be_chosen_is_said_and_kept(
    world: World, browse: Browse, changes: dict[str, str]
) -> None:
    viewer = world.viewer("teacher")
    page = browse(viewer).post("/desk/notices/settings/", FORM | changes)
    assert page.status_code == 200
    assert "hk-error" in page.content.decode()
    with acting_as(roles.WORK, viewer.identity):
        assert own_choice(viewer=viewer).mail == "digest"


def test_a_choice_is_kept(world: World, browse: Browse) -> None:
    viewer = world.viewer("teacher")
    client = browse(viewer)
    client.get("/desk/notices/settings/")
    assert client.post("/desk/notices/settings/", FORM).status_code == 302
    page = client.get("/desk/notices/settings/").content.decode()
    assert 'value="at_once"' in page
    assert '<option value="19:00" selected>' in page
    with acting_as(roles.WORK, viewer.identity):
        choice = own_choice(viewer=viewer)
    assert (choice.mail, choice.quiet.from_time.hour, choice.quiet.days_off) == (
        "at_once",
        19,
        True,
    )


def test_tasks_about_one_thing_stand_together(world: World, now: datetime, browse: Browse) -> None:
    district, office = world.organization("district"), world.organization("office")
    with acting_as(roles.JOBS):
        for kind, subject, days in (
            ("a", office, 0),
            ("b", district, 1),
            ("c", office, 2),
            ("d", district, 3),
        ):
            post_task(
                viewer=ANONYMOUS,
                organization_id=district.pk,
                role="officer",
                kind=kind,
                title=f"일 {kind}",
                thing=subject.name,
                url="/desk/",
                subject=subject,
                due_at=now + timedelta(days=days),
                now=now,
            )
    text = browse(world.viewer("district_officer")).get("/desk/").content.decode()
    assert text.index("일 a") < text.index("한빛구</h3>") < text.index("일 b") < text.index("일 d")
    assert text.index("일 d") < text.index("일 c")
    assert "물빛교육지원청</h3>" not in text
    assert text.count("krds-btn primary large") == 1


def test_asking_again_from_the_page(world: World, now: datetime, browse: Browse) -> None:
    viewer = world.viewer("office_officer")
    client = browse(viewer)
    for posted_at, may in ((timezone.now(), False), (timezone.now() - timedelta(days=2), True)):
        with acting_as(roles.WORK, viewer.identity):
            post_task(
                viewer=viewer,
                organization_id=world.organization("district").pk,
                role="head",
                kind=f"k{may}",
                title="서명하기",
                url="/desk/",
                subject=world.organization("district"),
                now=posted_at,
            )
        assert ("알림 다시 보내기" in client.get("/desk/").content.decode()) is may
    with acting_as(roles.WORK, viewer.identity):
        old, young = (one.number for one in day_of(viewer=viewer, now=timezone.now()).awaited)
    for number, said in ((young, "다시 알리지 못했습니다"), (old, "다시 알렸습니다")):
        assert client.post(f"/desk/tasks/{number}/ask/").status_code == 302
        assert said in client.get("/desk/").content.decode()
    assert "다시 알림" in client.get("/desk/").content.decode()
    assert client.post("/desk/tasks/999999/ask/").status_code == 404
    assert browse(world.viewer("teacher")).post(f"/desk/tasks/{old}/ask/").status_code == 404
