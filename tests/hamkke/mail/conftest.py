"""A real mail server in the test's process, and e-mails to give it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pytest_django import Settings

from hamkke.database import roles
from hamkke.database.identity import Identity, acting_as
from hamkke.mail.actions.queue_mail import queue_mail
from hamkke.mail.models import Message

ANSWERED = "250 2.0.0 OK"


@dataclass
class MailServer:
    """What it answers next, and what it took. An answer of None: the connection breaks."""

    at_recipient: list[str] = field(default_factory=list)
    at_data: list[str | None] = field(default_factory=list)
    taken: list[EmailMessage] = field(default_factory=list)
    envelopes: list[Envelope] = field(default_factory=list)
    takes_then_breaks: bool = False

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _: SMTP, __: Session, envelope: Envelope, address: str, *___: object
    ) -> str:
        answer = self.at_recipient.pop(0) if self.at_recipient else ANSWERED
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, _: Session, envelope: Envelope
    ) -> str:
        answer = self.at_data.pop(0) if self.at_data else ANSWERED
        if answer is None and not self.takes_then_breaks:
            server.transport.abort()
            return ANSWERED
        if answer is None or answer.startswith("250"):
            assert isinstance(envelope.content, bytes)
            self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
            self.envelopes.append(envelope)
        if answer is None:
            server.transport.abort()
        return answer or ANSWERED


class OnFreePort(Controller):
    def _trigger_server(self) -> None:
        assert self.server is not None
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    """A mail server on a free port, to which hamkke delivers."""
    handler = MailServer()
    controller = OnFreePort(handler, hostname="127.0.0.1", port=0)
    controller.start()
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {
                "host": "127.0.0.1",
                "port": controller.port,
                "timeout": 10,
            },
        }
    }
    settings.MAIL_FROM = "함께 <hamkke@city.example>"
    settings.MAIL_BOUNCES_TO = "bounces@city.example"
    try:
        yield handler
    finally:
        controller.stop()


@pytest.fixture
def queued(now: datetime) -> Callable[..., Message]:
    """Queues an e-mail as the identity role does and returns it as the jobs see it."""

    def put(**changes: Any) -> Message:
        values: dict[str, Any] = {
            "identity": Identity(),
            "address": "kim@school.example",
            "subject": "확인해 주세요",
            "text": "아래 주소를 눌러 주세요.\nhttps://city.example/x",
            "purpose": "test",
            "now": now,
        }
        with acting_as(roles.IDENTITY):
            queue_mail(**values | changes)
        with acting_as(roles.JOBS):
            return Message.objects.latest("id")

    return put


def fresh(message: Message) -> Message:
    """This function will read the e-mail again."""
    with acting_as(roles.JOBS):
        return Message.objects.get(pk=message.pk)
