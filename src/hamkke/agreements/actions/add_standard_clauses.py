"""Add clauses to the standard agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.agreements.clauses import checked_clauses, places_after
from hamkke.agreements.models import StandardClause
from hamkke.agreements.standards import lock_standard, record_standard

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


@transaction.atomic
def add_standard_clauses(
    *, viewer: Viewer, standard_id: int, after_id: int, text: str, now: datetime
) -> int:
    """This function will add the clauses that `text` holds, numbered as official texts are.

    They come right after clause `after_id`, or first for 0. Returns how many. Raises
    MayNotKeepStandard, NotVisible, StandardIssued, ClauseMissing, ClauseTooDeep, TextTooLong.
    """
    standard = lock_standard(viewer=viewer, standard_id=standard_id)
    there = StandardClause.objects.filter(standard=standard)
    level, _places = places_after(there, after_id=after_id, count=1)
    found = checked_clauses(text, under=level)
    _level, places = places_after(there, after_id=after_id, count=len(found))
    StandardClause.objects.bulk_create(
        StandardClause(standard=standard, place=place, level=level, heading=heading, text=words)
        for place, (level, heading, words) in zip(places, found, strict=True)
    )
    record_standard(standard, viewer=viewer, action="add_standard_clauses", now=now)
    return len(found)
