"""The jobs of the inbox. Here, and in views, the clock is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils import timezone
from procrastinate.contrib.django import app

from hamkke.database import jobs, roles
from hamkke.database.identity import Identity, acting_as, civil_day
from hamkke.inbox.actions.forget_notices import forget_notices
from hamkke.inbox.actions.mail_news import mail_news
from hamkke.inbox.actions.remind_of_due import remind_of_due
from hamkke.inbox.actions.spread_news import spread_news
from hamkke.inbox.queries.waiting import people_to_mail

if TYPE_CHECKING:
    from datetime import datetime

FIRST_HOUR: Final = 7


@app.periodic(cron="* * * * *")
@app.task(name="inbox.tell", queue=jobs.QUEUE, queueing_lock="inbox.tell", lock="inbox.tell")
def tell(timestamp: int) -> None:  # noqa: ARG001 - the planned minute; what counts is the clock
    """This job will tell people by e-mail what is new, each when they wish."""
    tell_people(now=timezone.now())


@app.periodic(cron="5 * * * *")
@app.task(name="inbox.remind", queue=jobs.QUEUE, queueing_lock="inbox.remind")
def remind(timestamp: int) -> None:  # noqa: ARG001
    """This job will remind people of tasks due tomorrow or yesterday; what it did stays done."""
    now = timezone.now()
    if timezone.localtime(now).hour >= FIRST_HOUR:
        with acting_as(roles.JOBS):
            remind_of_due(now=now)


@app.periodic(cron="27 3 * * *")
@app.task(name="inbox.forget", queue=jobs.QUEUE, queueing_lock="inbox.forget")
def forget(timestamp: int) -> None:  # noqa: ARG001
    """This job will remove notices of a year ago."""
    with acting_as(roles.JOBS):
        forget_notices(now=timezone.now())


def tell_people(*, now: datetime) -> int:
    """This function will do what `tell` does as of `now`; return how many e-mails it queued.

    Each person's e-mail is a transaction of its own, under that person's identity.
    """
    _spread(now)
    with acting_as(roles.JOBS):
        people = people_to_mail(now=now)
    queued = 0
    for person_id in people:
        identity = Identity(person_id, None, civil_day(now))
        with jobs.alone("mailing person", person_id), acting_as(roles.JOBS, identity):
            queued += mail_news(identity=identity, person_id=person_id, now=now)
    return queued


def _spread(now: datetime) -> None:
    """Spread a batch at a time until nothing is left, a transaction each."""
    while True:
        with acting_as(roles.JOBS):
            if spread_news(now=now) == 0:
                return
