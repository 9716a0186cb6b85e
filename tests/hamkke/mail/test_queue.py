"""What may be queued, by whom, and what is refused before it reaches a mail server."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.utils import ProgrammingError
from hypothesis import given
from hypothesis import strategies as st

from hamkke.database import roles
from hamkke.database.identity import Identity, acting_as
from hamkke.mail.actions import queue_mail as queueing
from hamkke.mail.actions.queue_mail import LONGEST_SUBJECT, LONGEST_TEXT, queue_mail
from hamkke.mail.errors import UnusableAddress, UnusableSubject, UnusableText
from hamkke.mail.models import Message

type Queue = Callable[..., Message]


@pytest.mark.django_db
@pytest.mark.parametrize("role", [roles.WORK, roles.IDENTITY, roles.JOBS])
def test_queued_by_whoever_acts(now: object, role: str) -> None:
    with acting_as(role):
        queue_mail(
            identity=Identity(),
            address=" kim@school.example ",
            subject=unicodedata.normalize("NFD", "확인"),
            text="가\r\n나\r다",
            purpose="test",
            now=now,
        )
    with acting_as(roles.JOBS), connection.cursor() as cursor:
        message = Message.objects.get()
        cursor.execute("select args::text from procrastinate_jobs where task_name='mail.deliver'")
        (arguments,) = cursor.fetchone()
    assert (message.address, message.subject, message.text) == (
        "kim@school.example",
        "확인",
        "가\n나\n다",
    )
    assert str(message.reference) in arguments
    assert "kim" not in arguments


@pytest.mark.django_db
@pytest.mark.parametrize("role", [roles.PUBLIC, roles.SUPPORT])
def test_the_public_and_the_support_zone_queue_nothing(now: object, role: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), acting_as(role):
        queue_mail(
            identity=Identity(),
            address="kim@school.example",
            subject="a",
            text="b",
            purpose="test",
            now=now,
        )


@pytest.mark.parametrize(
    "address",
    [
        "",
        "kim",
        "kim@",
        "kim@school.example\nBcc: all@city.example",
        "kim@school.example\r\n",
        "kim@school.example, lee@school.example",
        "김 <kim@school.example>",
        "kim@school.example\x00",
        "kim@school.example\u2028",
        "김@school.example",
        f"{'k' * 300}@school.example",
    ],
)
def test_an_address_that_is_none(address: str) -> None:
    with pytest.raises(UnusableAddress):
        queueing._usable_address(address)


@pytest.mark.parametrize(
    "subject",
    ["", "  ", "a\nBcc: x@y.example", "a\rb", "a\x00", "a\x85b", "a\u2028b", "가" * 201],
)
def test_a_subject_that_is_no_line(subject: str) -> None:
    with pytest.raises(UnusableSubject, match=str(LONGEST_SUBJECT)):
        queueing._usable_subject(subject)


@pytest.mark.parametrize("text", ["", "\n", "a\x00", "가" * (LONGEST_TEXT + 1)])
def test_a_text_that_is_none(text: str) -> None:
    with pytest.raises(UnusableText):
        queueing._usable_text(text)


@given(st.text(max_size=60))
def test_no_subject_makes_a_second_header(subject: str) -> None:
    """Whatever passes is one header line after Django wrote it."""
    from django.core.mail import EmailMessage

    try:
        usable = queueing._usable_subject(subject)
    except UnusableSubject:
        return
    written = EmailMessage(subject=usable, body="x", to=["a@b.example"]).message()
    assert sorted(written.keys()) == sorted(EmailMessage("x", "x", to=["a@b.example"]).message())
    assert "Bcc" not in written


def test_what_the_demo_shows(capsys: Any, settings: Any) -> None:
    from django.core.mail import EmailMessage, mailers

    settings.MAILERS = {"default": {"BACKEND": "hamkke.mail.console.Terminal"}}
    mailers.default.send_messages([EmailMessage("제목", "내용", to=["kim@school.example"])])
    shown = capsys.readouterr().err
    assert all(word in shown for word in ("kim@school.example", "제목", "내용"))
