"""Remove a clause from the standard agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.agreements.models import StandardClause
from hamkke.agreements.standards import clause_of, lock_standard, record_standard

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


@transaction.atomic
def remove_standard_clause(
    *, viewer: Viewer, standard_id: int, clause_id: int, now: datetime
) -> int:
    """This function will remove a clause with all that stand under it; how many they were.

    Raises MayNotKeepStandard, NotVisible, StandardIssued.
    """
    standard = lock_standard(viewer=viewer, standard_id=standard_id)
    clause = clause_of(standard, clause_id)
    gone = [clause.pk]
    behind = StandardClause.objects.filter(standard=standard, place__gt=clause.place)
    for number, level in behind.order_by("place").values_list("pk", "level"):
        if level <= clause.level:
            break
        gone.append(number)
    StandardClause.objects.filter(pk__in=gone).delete()
    record_standard(standard, viewer=viewer, action="remove_standard_clause", now=now)
    return len(gone)
