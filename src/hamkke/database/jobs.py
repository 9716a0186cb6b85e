"""Jobs: deferred in the transaction that causes them, run by workers under the jobs role."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from procrastinate.contrib.django import app

from hamkke.database import roles
from hamkke.database.identity import Identity, acting_as

if TYPE_CHECKING:
    from collections.abc import Callable

    from procrastinate.tasks import Task

QUEUE = "work"


def task(*, name: str) -> Callable[[Callable[..., None]], Task[..., Any, ...]]:
    """This decorator will register `name` and run the function under the jobs role.

    The function runs in one transaction with the identity of whoever asked for the job; an
    exception rolls it back and fails the job.
    """

    def decorate(function: Callable[..., None]) -> Task[..., Any, ...]:
        def run(*, identity: dict[str, Any], **arguments: Any) -> None:
            with acting_as(roles.JOBS, _load(identity)):
                function(identity=_load(identity), **arguments)

        run.__doc__ = function.__doc__
        return app.task(name=name, queue=QUEUE)(run)

    return decorate


def defer(name: str, *, identity: Identity, lock: str | None = None, **arguments: Any) -> None:
    """This function will put a job on the queue, in the caller's transaction.

    `arguments` are numbers and codes, never personal content. Jobs with one `lock` run one after
    another. The name is checked by a test against the registered tasks.
    """
    app.configure_task(name, queue=QUEUE, lock=lock, allow_unknown=True).defer(
        identity=_dump(identity), **arguments
    )


def _dump(identity: Identity) -> dict[str, Any]:
    return {
        "person_id": identity.person_id,
        "membership_id": identity.membership_id,
        "today": identity.today.isoformat() if identity.today else None,
    }


def _load(values: dict[str, Any]) -> Identity:
    today = values["today"]
    return Identity(
        values["person_id"], values["membership_id"], date.fromisoformat(today) if today else None
    )
