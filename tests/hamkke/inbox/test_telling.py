"""From a task or a notice to one e-mail for each person, when that person wishes."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress

from hamkke.accounts.models import Account
from hamkke.accounts.viewer import ANONYMOUS
from hamkke.database import roles
from hamkke.database.errors import NotVisible
from hamkke.database.identity import acting_as
from hamkke.inbox.actions.ask_again import ask_again
from hamkke.inbox.actions.close_tasks import close_tasks
from hamkke.inbox.actions.forget_notices import forget_notices
from hamkke.inbox.actions.post_notice import post_notice
from hamkke.inbox.actions.post_task import post_task
from hamkke.inbox.actions.read_notices import read_notices
from hamkke.inbox.actions.remind_of_due import remind_of_due
from hamkke.inbox.actions.set_mail_preference import set_mail_preference
from hamkke.inbox.errors import AskedLately
from hamkke.inbox.hours import Quiet
from hamkke.inbox.models import Mailing, Notice
from hamkke.inbox.queries.choices import Choice, own_choice
from hamkke.inbox.queries.day import day_of
from hamkke.inbox.tasks import tell_people
from hamkke.mail.actions.mark_returned import mark_returned
from hamkke.mail.models import Message
from tests.world import World

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OFFICERS = ("district_officer", "office_officer")


@pytest.fixture
def city(world: World) -> World:
    """The world, where both officers and the teacher have e-mail addresses and are told at once."""
    for who in (*OFFICERS, "teacher"):
        with acting_as(roles.OWNER):
            person_id = world.viewer(who).person_id
            account = Account.objects.get(person_id=person_id)
            EmailAddress.objects.create(
                user=account, email=f"{who}@b.example", verified=True, primary=True
            )
        choose(world, who, "at_once")
    return world


def choose(world: World, who: str, mail: str, quiet: Quiet | None = None) -> None:
    """This function will set how a viewer is told."""
    viewer = world.viewer(who)
    choice = Choice(mail, quiet or Quiet())
    with acting_as(roles.WORK, viewer.identity):
        set_mail_preference(viewer=viewer, choice=choice, now=datetime.now().astimezone())
        assert own_choice(viewer=viewer) == choice


def give(world: World, now: datetime, **changes: Any) -> None:
    """This function will have the office ask the officers of the district for something."""
    viewer = world.viewer("office_officer")
    values = {
        "organization_id": world.organization("district").pk,
        "role": "officer",
        "kind": "look",
        "title": "협약 살펴보기",
        "detail": "비밀이 아닌 설명",
        "url": "/desk/agreements/",
        "subject": world.organization("district"),
        "now": now,
    } | changes
    with acting_as(roles.WORK, viewer.identity):
        post_task(viewer=viewer, **values)


def sent() -> list[tuple[str, str]]:
    """This function will list the e-mails queued: to whom, and what about."""
    with acting_as(roles.JOBS):
        return list(Message.objects.order_by("id").values_list("address", "subject"))


TO_OFFICER = ("district_officer@b.example", "[함께] 협약 살펴보기")


def test_a_task_is_told_once_to_those_it_is_for(city: World, now: datetime) -> None:
    give(city, now)
    assert tell_people(now=now) == 1
    assert tell_people(now=now + HOUR) == 0
    assert sent() == [TO_OFFICER]
    with acting_as(roles.JOBS):
        message = Message.objects.get()
    assert "한빛구" in message.text
    assert "설명" not in message.text
    assert message.person_number == city.viewer("district_officer").person_id


def test_a_task_of_one_class_goes_to_its_teacher(city: World, now: datetime) -> None:
    for key in ("class_1", "class_2"):
        give(
            city,
            now,
            organization_id=city.organization("school").pk,
            role="homeroom_teacher",
            class_group_id=city.class_groups[key].pk,
        )
    assert tell_people(now=now) == 1
    assert sent() == [("teacher@b.example", "[함께] 협약 살펴보기")]


def test_a_digest_is_one_email_in_the_morning(city: World, now: datetime) -> None:
    choose(city, "district_officer", "digest")
    for number in range(3):
        give(city, now + number * HOUR, kind=f"k{number}")
    person_id = city.viewer("district_officer").person_id
    with acting_as(roles.JOBS):
        post_notice(
            viewer=ANONYMOUS, person_id=person_id, kind="n", title="알아 두기", url="/", now=now
        )
    assert tell_people(now=now + 3 * HOUR) == 0
    assert tell_people(now=now + 22 * HOUR) == 1
    assert sent() == [(TO_OFFICER[0], "[함께] 할 일 3건, 알림 1건")]


def test_quiet_hours_put_it_off_also_those_chosen_later(city: World, now: datetime) -> None:
    evening = now + 11 * HOUR
    give(city, evening)
    assert tell_people(now=evening) == 0
    choose(city, "district_officer", "at_once", Quiet(time(20), time(9)))
    assert tell_people(now=now + 22 * HOUR) == 0
    assert tell_people(now=now + 23 * HOUR) == 1


def test_who_wants_none_or_has_no_address_gets_none(city: World, now: datetime) -> None:
    choose(city, "district_officer", "none")
    give(city, now)
    give(city, now, role="head", kind="sign")
    assert tell_people(now=now + 2 * DAY) == 0
    choose(city, "district_officer", "at_once")
    give(city, now, kind="other")
    with acting_as(roles.JOBS):
        person_id = city.viewer("district_officer").person_id
        mark_returned(address=TO_OFFICER[0], person_number=person_id, status="5.1.1", now=now)
    assert tell_people(now=now) == 0
    viewer = city.viewer("district_officer")
    with acting_as(roles.WORK, viewer.identity):
        assert day_of(viewer=viewer, now=now).mail_returned_at == now


def test_what_is_done_or_read_meanwhile_is_not_told(city: World, now: datetime) -> None:
    choose(city, "district_officer", "digest")
    viewer = city.viewer("district_officer")
    give(city, now)
    with acting_as(roles.JOBS):
        post_notice(
            viewer=ANONYMOUS,
            organization_id=viewer.organization_id,
            role="officer",
            kind="n",
            title="알아 두기",
            url="/",
            now=now,
        )
    tell_people(now=now)
    with acting_as(roles.WORK, viewer.identity):
        close_tasks(viewer=viewer, subject=city.organization("district"), now=now)
        assert read_notices(viewer=viewer, now=now) == 1
    assert tell_people(now=now + DAY) == 0
    assert sent() == []


def test_reminders_come_the_day_before_and_the_day_after_once(city: World, now: datetime) -> None:
    give(city, now - 3 * DAY, due_at=now + DAY)
    tell_people(now=now - 3 * DAY)
    for moment, reminded in ((now - DAY, 0), (now, 1), (now + HOUR, 0), (now + DAY, 0)):
        with acting_as(roles.JOBS):
            assert remind_of_due(now=moment) == reminded
    tell_people(now=now)
    with acting_as(roles.JOBS):
        assert remind_of_due(now=now + 2 * DAY) == 1
        assert remind_of_due(now=now + 2 * DAY) == 0
        assert remind_of_due(now=now + 9 * DAY) == 0
        occasions = list(Mailing.objects.order_by("id").values_list("occasion", flat=True))
    assert occasions == ["new", "soon", "late"]


def test_who_waits_asks_again_once_a_day(city: World, now: datetime) -> None:
    give(city, now)
    tell_people(now=now)
    viewer = city.viewer("office_officer")

    def ask(who: str, at: datetime) -> None:
        asking = city.viewer(who)
        with acting_as(roles.WORK, asking.identity):
            ask_again(viewer=asking, task_id=number, now=at)

    with acting_as(roles.WORK, viewer.identity):
        (waited,) = day_of(viewer=viewer, now=now).awaited
        assert not waited.may_ask
        (waited,) = day_of(viewer=viewer, now=now + DAY).awaited
        assert waited.may_ask
        number = waited.number
    for who in ("district_officer", "head", "other_office_officer", "teacher", "citizen"):
        with pytest.raises(NotVisible):
            ask(who, now + DAY)
    ask("office_officer", now + DAY)
    with pytest.raises(AskedLately):
        ask("office_officer", now + DAY + 23 * HOUR)
    assert tell_people(now=now + DAY) == 1
    assert sent() == [TO_OFFICER] * 2
    with acting_as(roles.JOBS):
        assert "다시 알렸습니다" in Message.objects.latest("id").text


def test_one_failure_keeps_nobody_else_waiting(
    city: World, now: datetime, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from hamkke.inbox.actions import mail_news

    give(city, now)
    give(city, now, organization_id=city.organization("office").pk)
    broken = city.viewer("district_officer").person_id
    real = mail_news.address_of

    def fail(*, person_id: int) -> str | None:
        if person_id == broken:
            raise RuntimeError
        return real(person_id=person_id)

    monkeypatch.setattr(mail_news, "address_of", fail)
    assert tell_people(now=now) == 1
    assert "mailing person" in caplog.text
    monkeypatch.undo()
    assert tell_people(now=now + HOUR) == 1


def test_notices_are_forgotten_after_a_year(city: World, now: datetime) -> None:
    person_id = city.viewer("teacher").person_id
    viewer = city.viewer("teacher")
    with acting_as(roles.JOBS):
        post_notice(viewer=ANONYMOUS, person_id=person_id, kind="n", title="a", url="/", now=now)
    tell_people(now=now)
    with acting_as(roles.WORK, viewer.identity):
        read_notices(viewer=viewer, now=now)
    with acting_as(roles.JOBS):
        forget_notices(now=now + 365 * DAY)
        assert Notice.objects.count() == 1
        forget_notices(now=now + 366 * DAY)
        assert (Notice.objects.count(), Mailing.objects.count()) == (0, 0)
