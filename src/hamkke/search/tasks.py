"""The jobs of search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from procrastinate.contrib.django import app

from hamkke.database import jobs, roles
from hamkke.database.identity import acting_as
from hamkke.search.actions.rebuild_index import rebuild_index
from hamkke.search.actions.refresh_entries import refresh_entries
from hamkke.search.queries.find import is_empty

if TYPE_CHECKING:
    from hamkke.database.identity import Identity


@jobs.task(name="search.refresh")
def refresh(*, identity: Identity, kind: str, numbers: list[int]) -> None:  # noqa: ARG001
    """This job will look at things again that were published or taken back."""
    refresh_entries(kind=kind, numbers=numbers)


@app.periodic(cron="7 3 * * *")
@app.task(name="search.rebuild", queue=jobs.QUEUE, queueing_lock="search.rebuild")
def rebuild(timestamp: int) -> None:  # noqa: ARG001
    """This job will mend at night what a lost job left behind."""
    with acting_as(roles.JOBS):
        rebuild_index()


@app.periodic(cron="* * * * *")
@app.task(name="search.begin", queue=jobs.QUEUE, queueing_lock="search.begin")
def begin(timestamp: int) -> None:  # noqa: ARG001
    """This job will make the index where there is none, as after an upgrade."""
    with acting_as(roles.JOBS):
        if is_empty():
            rebuild_index()
