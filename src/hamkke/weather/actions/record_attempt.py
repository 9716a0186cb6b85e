"""Remember how asking a source went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.weather.models import Feed

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.database.errors import Refusal


def record_attempt(*, name: str, problem: Refusal | None, now: datetime) -> None:
    """This function will keep when a source was asked and, by its class, what was wrong.

    No audit row: it happens every few minutes and changes nothing that people made.
    """
    with transaction.atomic():
        Feed.objects.update_or_create(
            name=name,
            defaults={
                "attempted_at": now,
                "problem": type(problem).__name__ if problem else "",
                **({} if problem else {"succeeded_at": now}),
            },
        )
