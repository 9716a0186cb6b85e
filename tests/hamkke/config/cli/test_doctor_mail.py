"""What the doctor says of the outgoing mail."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from hamkke.config.cli.doctor_mail import of_mail
from hamkke.database import roles
from hamkke.database.identity import Identity, acting_as
from hamkke.mail.actions.queue_mail import queue_mail
from hamkke.mail.models import Message


def said() -> list[tuple[bool, str]]:
    """This function will ask the doctor on the test's own connection."""
    with connection.cursor():
        return [(one.ok, one.sentence) for one in of_mail(connection.connection)]


@pytest.mark.django_db
def test_what_waits_and_what_failed_is_said() -> None:
    now = timezone.now()
    assert [ok for ok, _ in said()] == [True]
    with acting_as(roles.JOBS):
        for number in range(3):
            queue_mail(
                identity=Identity(),
                address=f"p{number}@b.example",
                subject="a",
                text="b",
                purpose="test",
                now=now - timedelta(days=2),
            )
        first = Message.objects.earliest("id")
        Message.objects.filter(pk=first.pk).update(
            state="failed", finished_at=now, subject="", text=""
        )
    (waiting, failed) = said()
    assert not waiting[0]
    assert "2통" in waiting[1]
    assert not failed[0]
    assert "1통" in failed[1]
