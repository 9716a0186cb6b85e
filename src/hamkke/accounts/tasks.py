"""The jobs of accounts. Here, and in views, the clock is read."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from hamkke.accounts.actions.forget_unanswered import forget_unanswered
from hamkke.database import jobs, roles
from hamkke.database.identity import Identity, acting_as, civil_day


@app.periodic(cron="11 * * * *")
@app.task(name="accounts.forget", queue=jobs.QUEUE, queueing_lock="accounts.forget")
def forget(timestamp: int) -> None:  # noqa: ARG001 - the planned minute; what counts is the clock
    """This job will forget invitations and children's sign-ups that nobody answered in time."""
    now = timezone.now()
    with acting_as(roles.JOBS, Identity(None, None, civil_day(now))):
        forget_unanswered(now=now)
