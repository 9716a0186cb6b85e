"""Delivery by several workers, committed for real."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from hamkke.database import roles
from hamkke.database.identity import Identity, acting_as
from hamkke.mail.actions.deliver_mail import deliver_mail
from hamkke.mail.models import Message, MessageState
from tests.conftest import Committed
from tests.hamkke.mail.conftest import MailServer, fresh

type Queue = Callable[..., Message]


def deliver(message: Message, now: datetime) -> object:
    """This function will do what the job does."""
    return deliver_mail(identity=Identity(), reference=str(message.reference), now=now)


def test_two_workers_at_once_send_once(
    committed: Committed, server: MailServer, queued: Queue, now: datetime
) -> None:
    messages = [queued(address=f"p{number}@school.example") for number in range(4)]
    calls = [lambda one=one: deliver(one, now) for one in messages for _ in range(2)]
    assert committed.in_threads(calls) == [None] * 8
    assert sorted(mail["To"] for mail in server.taken) == [one.address for one in messages]


def test_the_worker_itself_delivers_and_tries_again(
    committed: Committed, server: MailServer, queued: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Procrastinate's own worker, under the jobs role: one yes, one later."""
    server.at_data = ["451 4.3.0 later"]
    first = queued(now=timezone.now())
    second = queued(now=timezone.now(), address="lee@school.example")
    with monkeypatch.context() as patch, ExitStack() as stack:
        patch.setenv("PGOPTIONS", "-c role=hamkke_jobs")
        running = stack.enter_context(app.replace_connector(app.connector.get_worker_connector()))
        running.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
    assert {fresh(first).state, fresh(second).state} == {MessageState.SENT, MessageState.QUEUED}
    with acting_as(roles.JOBS), connection.cursor() as cursor:
        cursor.execute(
            "select status::text, scheduled_at > now() from procrastinate_jobs"
            " where task_name = 'mail.deliver' order by status"
        )
        assert sorted(cursor.fetchall()) == [("succeeded", None), ("todo", True)]
