"""The jobs of the directory. Here the clock is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from hamkke.database import jobs, roles
from hamkke.database.identity import acting_as
from hamkke.directory.actions.announce_application import announce_application
from hamkke.directory.actions.forget_refused import forget_refused
from hamkke.directory.actions.refresh_lapsed import refresh_lapsed
from hamkke.directory.actions.refresh_search import refresh_search
from hamkke.directory.actions.remind_keepers import remind_keepers

if TYPE_CHECKING:
    from hamkke.database.identity import Identity


@jobs.task(name="directory.announce")
def announce(*, identity: Identity, application_id: int) -> None:  # noqa: ARG001 - nobody's
    """This job will tell the officers of an application."""
    announce_application(application_id=application_id, now=timezone.now())


@jobs.task(name="directory.show")
def show(*, identity: Identity, organization_ids: list[int]) -> None:  # noqa: ARG001 - nobody's
    """This job will let the search find what an organization on show again has."""
    refresh_search(organization_ids=organization_ids)


# 00:01 in Seoul: a day has ended.
@app.periodic(cron="1 15 * * *")
@app.task(name="directory.forget", queue=jobs.QUEUE, queueing_lock="directory.forget")
def forget(timestamp: int) -> None:  # noqa: ARG001 - the planned minute; what counts is the clock
    """This job will take what lapsed out of the search, and forget refused applications."""
    now = timezone.now()
    with acting_as(roles.JOBS):
        refresh_lapsed(now=now)
        forget_refused(now=now)


# 07:00 in Seoul: before people look at their day.
@app.periodic(cron="0 22 * * *")
@app.task(name="directory.remind", queue=jobs.QUEUE, queueing_lock="directory.remind")
def remind(timestamp: int) -> None:  # noqa: ARG001 - the planned minute; what counts is the clock
    """This job will remind of what has not been checked and what is to be renewed."""
    with acting_as(roles.JOBS):
        remind_keepers(months=settings.DIRECTORY_CHECK_MONTHS, now=timezone.now())
