"""What mail servers return: real shapes, forgeries, and noise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamkke.database import roles
from hamkke.database.identity import Identity, acting_as
from hamkke.mail.actions.clear_returned import clear_returned
from hamkke.mail.actions.deliver_mail import deliver_mail
from hamkke.mail.actions.record_bounce import record_bounce
from hamkke.mail.dsn import Bounce, read_bounce, split_mbox
from hamkke.mail.models import Message
from hamkke.mail.queries.returned import returned_addresses, returned_people
from hamkke.mail.tasks import read_folder
from tests.hamkke.mail.conftest import MailServer, fresh

type Queue = Callable[..., Message]
REFERENCE = "6f2c1f0e-0d5e-4c7b-9a51-3c1f2b8d4e6a"

# As Postfix writes it; Exchange leaves text/rfc822-headers out of the status and adds blocks.
REPORT = """\
From: MAILER-DAEMON@mx.city.example
To: bounces@city.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <11111111-2222-3333-4444-555555555555@mx.city.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

This is a MIME-encapsulated message.

--B
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.city.example
X-Postfix-Queue-ID: 4F2A61B3
Arrival-Date: Thu, 11 Dec 2025 10:00:00 +0900 (KST)

Final-Recipient: rfc822; kim@school.example
Original-Recipient: rfc822;kim@school.example
Action: {action}
Status: {status}
Remote-MTA: dns; mail.school.example
Diagnostic-Code: smtp; 550 5.1.1 <kim@school.example>: Recipient address
    rejected: User unknown

--B
Content-Type: {original}

From: =?utf-8?b?7ZWo6ruY?= <hamkke@city.example>
To: kim@school.example
Message-ID: <{reference}@city.example>
Subject: x

--B--
"""


def report(**changes: str) -> bytes:
    """This function will write a notification."""
    values = {
        "action": "failed",
        "status": "5.1.1",
        "original": "message/rfc822",
        "reference": REFERENCE,
    } | changes
    return REPORT.format(**values).encode()


@pytest.mark.parametrize("original", ["message/rfc822", "text/rfc822-headers"])
@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
def test_a_notification_is_read(original: str, ending: bytes) -> None:
    content = report(original=original).replace(b"\n", ending)
    assert read_bounce(content) == Bounce(REFERENCE, "5.1.1")


@pytest.mark.parametrize(
    "content",
    [
        report(action="delayed", status="4.4.7"),
        report(action="delivered", status="2.0.0"),
        report(action="failed", status="4.2.2"),
        report(reference="not-one-of-ours"),
        report().replace(b"multipart/report", b"multipart/mixed"),
        b"",
        b"Subject: hello\n\nhello",
    ],
)
def test_what_tells_nothing_for_good(content: bytes) -> None:
    assert read_bounce(content) is None


@given(st.binary(max_size=300))
def test_noise_never_fails(noise: bytes) -> None:
    read_bounce(noise)
    read_bounce(report().replace(b"Final-Recipient", noise))
    split_mbox(noise)


def test_an_mbox_is_many() -> None:
    box = b"".join(b"From MAILER-DAEMON Thu Dec 11\n" + report() for _ in range(3))
    assert [read_bounce(one) for one in split_mbox(box)] == [Bounce(REFERENCE, "5.1.1")] * 3


@pytest.mark.django_db
def test_a_returned_message_marks_its_address(
    server: MailServer, queued: Queue, now: datetime
) -> None:
    message = queued(person_id=7)
    deliver_mail(identity=Identity(), reference=str(message.reference), now=now)
    bounce = Bounce(str(message.reference), "5.1.1")
    with acting_as(roles.JOBS):
        assert record_bounce(bounce=bounce, now=now)
        assert record_bounce(bounce=bounce, now=now), "twice is the same as once"
        assert returned_people(person_ids=[7, 8]) == {7: now}
        assert returned_addresses(addresses=["kim@school.example", "x@y.example"]) == {
            "kim@school.example"
        }
    assert (fresh(message).state, fresh(message).reply) == ("failed", "5.1.1")
    with acting_as(roles.IDENTITY):
        clear_returned(address="kim@school.example", person_id=7)
        assert returned_people(person_ids=[7]) == {}


@pytest.mark.django_db
def test_a_forged_notification_marks_nobody(queued: Queue, now: datetime) -> None:
    waiting = queued()
    with acting_as(roles.JOBS):
        assert not record_bounce(bounce=Bounce(str(uuid4()), "5.1.1"), now=now)
        assert not record_bounce(bounce=Bounce(str(waiting.reference), "5.1.1"), now=now)
        assert returned_addresses(addresses=[waiting.address]) == frozenset()


@pytest.mark.django_db
def test_a_folder_is_read_once(
    server: MailServer, queued: Queue, now: datetime, tmp_path: Path
) -> None:
    message = queued()
    deliver_mail(identity=Identity(), reference=str(message.reference), now=now)
    for name in ("new", "cur", "tmp"):
        (tmp_path / name).mkdir()
    (tmp_path / "new" / "1.host").write_bytes(report(reference=str(message.reference)))
    (tmp_path / "new" / "2.host").write_bytes(b"Subject: hello\n\nhello")
    assert read_folder(folder=tmp_path, now=now) == 1
    assert read_folder(folder=tmp_path, now=now) == 0
    assert sorted(path.name for path in (tmp_path / "cur").iterdir()) == [
        "1.host:2,S",
        "2.host:2,S",
    ]
