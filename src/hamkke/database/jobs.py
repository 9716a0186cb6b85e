"""Jobs: deferred in the transaction that causes them, run by workers under the jobs role."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from procrastinate.contrib.django import app

from hamkke.database import roles
from hamkke.database.identity import Identity, acting_as

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from procrastinate.tasks import Task

QUEUE = "work"


def task(*, name: str) -> Callable[[Callable[..., None]], Task[..., Any, ...]]:
    """This decorator will register `name` and run the function under the jobs role.

    The function runs in one transaction with the identity of whoever asked for the job; an
    exception rolls it back and fails the job.
    """

    def decorate(function: Callable[..., None]) -> Task[..., Any, ...]:
        def run(*, identity: dict[str, Any], **arguments: Any) -> None:
            with acting_as(roles.JOBS, load_identity(identity)):
                function(identity=load_identity(identity), **arguments)

        run.__doc__ = function.__doc__
        return app.task(name=name, queue=QUEUE)(run)

    return decorate


def defer(
    name: str,
    *,
    identity: Identity,
    lock: str | None = None,
    schedule_at: datetime | None = None,
    priority: int = 0,
    **arguments: Any,
) -> None:
    """This function will put a job on the queue, in the caller's transaction.

    `arguments` are numbers and codes, never personal content. Jobs with one `lock` run one after
    another; one with `schedule_at` not before it; a higher `priority` first. The name is checked
    by a test against the registered tasks.
    """
    app.configure_task(
        name, queue=QUEUE, lock=lock, schedule_at=schedule_at, priority=priority, allow_unknown=True
    ).defer(identity=_dump(identity), **arguments)


def _dump(identity: Identity) -> dict[str, Any]:
    return {
        "person_id": identity.person_id,
        "membership_id": identity.membership_id,
        "today": identity.today.isoformat() if identity.today else None,
    }


def load_identity(values: dict[str, Any]) -> Identity:
    """This function will read the identity that a job carries."""
    today = values["today"]
    return Identity(
        values["person_id"], values["membership_id"], date.fromisoformat(today) if today else None
    )
