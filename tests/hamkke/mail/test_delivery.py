"""Delivery against a real mail server: yes, later, no, silence, and two workers at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection

from hamkke.database import roles
from hamkke.database.identity import Identity, acting_as
from hamkke.mail.actions import deliver_mail as delivering
from hamkke.mail.actions.deliver_mail import PATIENCE, WAITS, deliver_mail
from hamkke.mail.actions.forget_mail import KEPT, forget_mail
from hamkke.mail.actions.resume_mail import resume_mail
from hamkke.mail.models import Message, MessageState, ReturnedMail
from hamkke.mail.transport import message_id
from tests.hamkke.mail.conftest import MailServer, fresh

pytestmark = pytest.mark.django_db
type Queue = Callable[..., Message]
MINUTE = timedelta(minutes=1)


def deliver(message: Message, now: datetime) -> timedelta | None:
    """This function will do what the job does."""
    return deliver_mail(identity=Identity(), reference=str(message.reference), now=now)


def returned() -> list[tuple[str, int | None, str]]:
    """This function will list the addresses that are marked dead."""
    with acting_as(roles.JOBS):
        return list(ReturnedMail.objects.values_list("address", "person_number", "status"))


def test_what_the_reader_gets(server: MailServer, queued: Queue, now: datetime) -> None:
    message = queued(subject="가" * 200, text="펲 똠방각하 漢字 ㉮\n.\n끝")
    assert deliver(message, now) is None
    (taken,) = server.taken
    assert taken["Subject"] == "가" * 200
    assert taken.get_content().replace("\r\n", "\n").strip() == "펲 똠방각하 漢字 ㉮\n.\n끝"
    assert taken["To"] == "kim@school.example"
    assert taken["From"] == "함께 <hamkke@city.example>"
    assert taken["Message-ID"] == f"<{message.reference}@city.example>"
    assert taken["Auto-Submitted"] == "auto-generated"
    assert server.envelopes[0].mail_from == "bounces@city.example"
    found = fresh(message)
    assert (found.state, found.finished_at, found.attempts) == (MessageState.SENT, now, 1)
    assert (found.subject, found.text) == ("", "")


def test_what_was_sent_is_not_sent_again(server: MailServer, queued: Queue, now: datetime) -> None:
    message = queued()
    assert deliver(message, now) is None
    assert deliver(message, now + PATIENCE) is None
    assert len(server.taken) == 1


def test_later_and_then_yes(server: MailServer, queued: Queue, now: datetime) -> None:
    server.at_recipient = ["450 4.2.1 greylisted kim@school.example"]
    message = queued()
    assert deliver(message, now) == WAITS[0]
    found = fresh(message)
    assert (found.state, found.reply, found.due_at) == ("queued", "450 4.2.1", now + WAITS[0])
    assert deliver(message, now) is None, "nobody tries before the wait is over"
    assert deliver(message, now + WAITS[0]) is None
    assert [mail["Message-ID"] for mail in server.taken] == [message_id(message)]
    assert returned() == []


def test_the_waits_grow_and_end(server: MailServer, queued: Queue, now: datetime) -> None:
    message, waits = queued(), []
    server.at_data = ["451 4.3.0 try later"] * 20
    while (wait := deliver(message, now)) is not None:
        waits.append(wait)
        now += wait
    assert waits == sorted(waits)
    assert tuple(waits) == WAITS
    assert fresh(message).state == MessageState.FAILED
    assert fresh(message).text == ""


@pytest.mark.parametrize(
    ("answer", "reply", "marked"),
    [
        ("550 5.1.1 no such user kim@school.example", "550 5.1.1", "5.1.1"),
        ("550 unknown", "550", "5.0.0"),
        ("554 5.7.1 we do not like you", "554 5.7.1", None),
    ],
)
def test_no_for_good(
    server: MailServer, queued: Queue, now: datetime, answer: str, reply: str, marked: str | None
) -> None:
    server.at_recipient = [answer]
    message = queued(person_id=7)
    assert deliver(message, now) is None
    found = fresh(message)
    assert (found.state, found.reply, found.text) == ("failed", reply, "")
    assert returned() == ([("kim@school.example", 7, marked)] if marked else [])


def test_a_refused_content_marks_nobody(server: MailServer, queued: Queue, now: datetime) -> None:
    server.at_data = ["554 5.6.0 what is this"]
    message = queued()
    assert deliver(message, now) is None
    assert fresh(message).state == MessageState.FAILED
    assert returned() == []


def test_no_server_at_all(
    server: MailServer, queued: Queue, now: datetime, settings: object
) -> None:
    options = {"host": "127.0.0.1", "port": 1, "timeout": 5}
    settings.MAILERS = {"default": {**settings.MAILERS["default"], "OPTIONS": options}}
    message = queued()
    assert deliver(message, now) == WAITS[0]
    assert (fresh(message).unsure, fresh(message).reply) == (0, "ConnectionRefusedErr")


@pytest.mark.parametrize("takes", [True, False])
def test_a_connection_that_breaks_mid_data_is_tried_once_more(
    server: MailServer, queued: Queue, now: datetime, *, takes: bool
) -> None:
    server.at_data, server.takes_then_breaks = [None, None, None], takes
    message = queued()
    assert deliver(message, now) == WAITS[0]
    assert fresh(message).unsure == 1
    assert deliver(message, now + WAITS[0]) is None
    assert fresh(message).state == MessageState.UNKNOWN
    assert deliver(message, now + 9 * PATIENCE) is None
    ids = [mail["Message-ID"] for mail in server.taken]
    assert ids == ([message_id(message)] * 2 if takes else [])


def test_a_broken_connection_and_then_yes(server: MailServer, queued: Queue, now: datetime) -> None:
    server.at_data = [None]
    message = queued()
    assert deliver(message, now) == WAITS[0]
    assert deliver(message, now + WAITS[0]) is None
    assert fresh(message).state == MessageState.SENT
    assert len(server.taken) == 1


def test_crashes_between_the_yes_and_the_note_send_twice_at_most(
    server: MailServer, queued: Queue, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = queued()

    def crash(*_: object) -> None:
        raise SystemExit

    monkeypatch.setattr(delivering, "_note", crash)
    for _ in range(3):
        with connection.cursor():
            try:
                deliver(message, now)
            except SystemExit:
                assert fresh(message).state == MessageState.SENDING
        assert deliver(message, now) is None, "while it may be under way nobody else begins"
        now += PATIENCE
    assert len(server.taken) == 2
    assert {mail["Message-ID"] for mail in server.taken} == {message_id(message)}
    assert fresh(message).state == MessageState.UNKNOWN


def test_a_lost_job_is_queued_again(queued: Queue, now: datetime) -> None:
    message = queued()
    with acting_as(roles.JOBS):
        assert resume_mail(now=now + 29 * MINUTE) == 0
        assert resume_mail(now=now + 31 * MINUTE) == 1
        assert resume_mail(now=now + 32 * MINUTE) == 0
        with connection.cursor() as cursor:
            cursor.execute(
                "select count(*) from procrastinate_jobs where args->>'reference' = %s",
                [str(message.reference)],
            )
            assert cursor.fetchone() == (2,)


def test_one_that_waits_for_its_hour_is_not_sent_before(
    server: MailServer, queued: Queue, now: datetime
) -> None:
    message = queued(not_before_at=now + 60 * MINUTE)
    assert deliver(message, now + 59 * MINUTE) is None
    assert server.taken == []
    assert deliver(message, now + 60 * MINUTE) is None
    assert len(server.taken) == 1


def test_addresses_are_forgotten_after_thirty_days(
    server: MailServer, queued: Queue, now: datetime
) -> None:
    message, waiting = queued(), queued(address="lee@school.example")
    deliver(message, now)
    with acting_as(roles.JOBS):
        assert forget_mail(now=now + KEPT) == 0
        assert forget_mail(now=now + KEPT + MINUTE) == 1
        assert list(Message.objects.values_list("address", flat=True)) == [waiting.address]
