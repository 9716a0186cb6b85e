"""The jobs of agreements. Here, and in views, the clock is read."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from hamkke.agreements.actions.remind_of_lines import remind_of_lines
from hamkke.database import jobs, roles
from hamkke.database.identity import acting_as


# 08:30 in Seoul.
@app.periodic(cron="30 23 * * *")
@app.task(name="agreements.remind", queue=jobs.QUEUE, queueing_lock="agreements.remind")
def remind(timestamp: int) -> None:  # noqa: ARG001 - the planned minute; what counts is the clock
    """This job will remind those for whom an agreement waits."""
    with acting_as(roles.JOBS):
        remind_of_lines(now=timezone.now())
