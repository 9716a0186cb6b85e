"""Ask for entries to be brought up to date."""

from __future__ import annotations

from itertools import batched
from typing import TYPE_CHECKING, Final

from hamkke.database import jobs

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from hamkke.database.identity import Identity

AT_ONCE: Final = 500


def ask_refresh(
    *, identity: Identity, kind: str, numbers: Collection[int], at: datetime | None = None
) -> None:
    """This function will let a worker look at things again that were published or taken back.

    `at` is when something becomes public by itself. It belongs to the transaction of the action
    that calls it, and to its audit row.
    """
    for part in batched(numbers, AT_ONCE):
        jobs.defer(
            "search.refresh", identity=identity, schedule_at=at, kind=kind, numbers=list(part)
        )
