"""Who PostgreSQL is to think is asking: role and identity of one transaction.

Everything is transaction-local: nothing leaks through a connection pool, also not through
PgBouncer in transaction mode. There is no value that means "see everything".
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction

from hamkke.database import roles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

ROLES: Final = frozenset({roles.OWNER, *roles.RUNTIME_ROLES})


@dataclass(frozen=True, slots=True)
class Identity:
    """Who acts, through which membership, on which civil day."""

    person_id: int | None = None
    membership_id: int | None = None
    today: date | None = None


def civil_day(now: datetime) -> date:
    """This function will return the civil day of `now` (aware) in the deployment's time zone."""
    return now.astimezone(ZoneInfo(settings.TIME_ZONE)).date()


@contextlib.contextmanager
def acting_as(role: str, identity: Identity | None = None) -> Iterator[None]:
    """This context will run its block in one transaction under `role` and `identity`.

    Outermost, it opens a transaction that commits at the end and rolls back on an exception.
    Inside another one it is a savepoint, and the outer role and identity come back afterwards.
    Raises ValueError for a role that is none of hamkke's.
    """
    if role not in ROLES:
        msg = f"unknown role {role!r}"
        raise ValueError(msg)
    nested = connection.in_atomic_block
    with transaction.atomic():
        before = _current() if nested else None
        _apply(role, identity or Identity())
        yield
        # After an exception the rollback to the savepoint brings the settings back by itself.
        if before is not None and not connection.needs_rollback:
            _restore(before)


def _apply(role: str, identity: Identity) -> None:
    _restore(
        (
            role,
            _text(identity.person_id),
            _text(identity.membership_id),
            _text(identity.today),
        )
    )


def _text(value: int | date | None) -> str:
    return "" if value is None else str(value)


def _current() -> tuple[str, str, str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select current_setting('role'),"
            " coalesce(current_setting('hamkke.person_id', true), ''),"
            " coalesce(current_setting('hamkke.membership_id', true), ''),"
            " coalesce(current_setting('hamkke.today', true), '')"
        )
        row = cursor.fetchone()
    return (row[0], row[1], row[2], row[3])


def _restore(values: tuple[str, str, str, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('role', %s, true), set_config('hamkke.person_id', %s, true),"
            " set_config('hamkke.membership_id', %s, true), set_config('hamkke.today', %s, true)",
            values,
        )
