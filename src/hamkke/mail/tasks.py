"""The jobs of mail. Here the clock is read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app

from hamkke.database import jobs, roles
from hamkke.database.identity import acting_as
from hamkke.mail.actions.deliver_mail import deliver_mail
from hamkke.mail.actions.forget_mail import forget_mail
from hamkke.mail.actions.record_bounce import record_bounce
from hamkke.mail.actions.resume_mail import resume_mail
from hamkke.mail.dsn import read_bounce
from hamkke.mail.maildir import mark_seen, unseen

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from procrastinate.jobs import Job


class TryAgain(Exception):  # noqa: N818 - how Procrastinate is told to wait
    """The e-mail is still on the queue; carries the wait."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(wait)
        self.wait = wait


class AfterTheWait(BaseRetryStrategy):
    """Tries again when the action said so; a defect is not tried again but resumed."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:  # noqa: ARG002
        """This function will read the wait from the exception."""
        if not isinstance(exception, TryAgain):
            return None
        return RetryDecision(retry_at=timezone.now() + exception.wait)


@app.task(name="mail.deliver", queue=jobs.QUEUE, retry=AfterTheWait())
def deliver(*, identity: dict[str, Any], reference: str) -> None:
    """This job will deliver an e-mail, or try again after a growing wait."""
    wait = deliver_mail(
        identity=jobs.load_identity(identity), reference=reference, now=timezone.now()
    )
    if wait is not None:
        raise TryAgain(wait)


@app.periodic(cron="*/5 * * * *")
@app.task(name="mail.resume", queue=jobs.QUEUE, queueing_lock="mail.resume")
def resume(timestamp: int) -> None:  # noqa: ARG001 - the planned minute; what counts is the clock
    """This job will queue again the e-mails whose worker was lost."""
    with acting_as(roles.JOBS):
        resume_mail(now=timezone.now())


@app.periodic(cron="17 3 * * *")
@app.task(name="mail.forget", queue=jobs.QUEUE, queueing_lock="mail.forget")
def forget(timestamp: int) -> None:  # noqa: ARG001
    """This job will remove e-mails that were finished 30 days ago."""
    with acting_as(roles.JOBS):
        forget_mail(now=timezone.now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="mail.read_bounces", queue=jobs.QUEUE, queueing_lock="mail.read_bounces")
def read_bounces(timestamp: int) -> None:  # noqa: ARG001
    """This job will read what came back, where HAMKKE_BOUNCE_MAILDIR names a Maildir."""
    if settings.BOUNCE_MAILDIR:
        read_folder(folder=Path(settings.BOUNCE_MAILDIR), now=timezone.now())


def read_folder(*, folder: Path, now: datetime) -> int:
    """This function will record the bounces of a Maildir, each on its own; return how many."""
    recorded = 0
    for path, content in unseen(folder):
        bounce = read_bounce(content)
        with acting_as(roles.JOBS):
            recorded += bounce is not None and record_bounce(bounce=bounce, now=now)
        mark_seen(path)
    return recorded
