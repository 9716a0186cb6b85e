"""Ask to take part as a local organization."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from hamkke.accounts.actions.take_attempt import take_attempt
from hamkke.accounts.client import keyed
from hamkke.accounts.errors import TooManyAttempts
from hamkke.accounts.viewer import ANONYMOUS
from hamkke.audit.actions.record_action import record_action
from hamkke.audit.blind import insert_blindly
from hamkke.database.identity import civil_day
from hamkke.database.jobs import defer
from hamkke.directory.errors import AlreadyApplied, DocumentsMissing, TooManyApplications
from hamkke.directory.models import Application
from hamkke.directory.secret import hash_of
from hamkke.files.actions.keep_file import keep_file
from hamkke.mail.actions.queue_mail import queue_mail

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.core.files.uploadedfile import UploadedFile

    from hamkke.directory.content import ApplicationContent


FREE_A_CLIENT: Final = 5
FREE_IN_ALL: Final = 60
LONGEST_PAUSE: Final = 1800


def apply_as_organization(
    *,
    content: ApplicationContent,
    documents: Sequence[UploadedFile[Any]],
    secret: str,
    page: str,
    client: str,
    now: datetime,
) -> Application:
    """This function will put an application in with its documents and tell the applicant.

    Nobody is signed in: the caller draws the `secret` of the applicant's own `page` (its whole
    address) and names the `client` it came from by a keyed hash. A job tells the officers. Raises
    TooManyApplications, AlreadyApplied, DocumentsMissing, FileRefused.
    """
    if not documents:
        raise DocumentsMissing
    # What is tried counts here even if it is refused, in all only what is kept.
    _take_turn(client, FREE_A_CLIENT, now)
    with transaction.atomic():
        _take_turn("every client", FREE_IN_ALL, now)
        application = _put_in(content, secret, now)
        for document in documents:
            keep_file(viewer=ANONYMOUS, upload=document, subject=application, now=now)
        _tell_applicant(content, page, now)
        defer("directory.announce", identity=ANONYMOUS.identity, application_id=application.pk)
        record_action(
            viewer=ANONYMOUS.identity, action="apply_as_organization", subject=application, now=now
        )
    return application


def _take_turn(client: str, free: int, now: datetime) -> None:
    """Each day is counted for itself; after the free ones come pauses, so that nobody is shut out.

    Half an hour at most: some 60 and 10 and 48 a day in all, however many clients join.
    """
    subject = keyed("subject", f"applications of {civil_day(now)}")
    try:
        take_attempt(subject=subject, client=client, now=now, free=free, longest=LONGEST_PAUSE)
    except TooManyAttempts as refusal:
        raise TooManyApplications(minutes=math.ceil(refusal.data["seconds"] / 60)) from refusal


def _put_in(content: ApplicationContent, secret: str, now: datetime) -> Application:
    application = Application(secret_hash=hash_of(secret), submitted_at=now, **asdict(content))
    try:
        with transaction.atomic():
            insert_blindly(application)
            application.pk = _number_drawn()
    except IntegrityError as error:
        raise AlreadyApplied from error
    return application


def _tell_applicant(content: ApplicationContent, page: str, now: datetime) -> None:
    queue_mail(
        identity=ANONYMOUS.identity,
        address=content.contact_email,
        subject=_("[함께] 기관 참여 신청을 받았습니다"),
        text=_(
            "%(name)s의 참여 신청을 받았습니다.\n"
            "자치구 담당자가 서류를 확인한 뒤 이 주소로 결과를 알려 드립니다.\n\n"
            "진행 상황은 아래 주소에서 볼 수 있습니다. 다른 사람에게 알려 주지 마세요.\n%(page)s"
        )
        % {"name": content.name, "page": page},
        purpose="directory.applied",
        now=now,
    )


def _number_drawn() -> int:
    """The role may put an application in, not read it back: the sequence says its number."""
    with connection.cursor() as cursor:
        cursor.execute("select currval('directory_application_id_seq')")
        return int(cursor.fetchone()[0])
