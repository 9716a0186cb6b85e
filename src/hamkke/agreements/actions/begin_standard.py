"""Begin a new edition of the standard agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from hamkke.agreements.errors import MayNotKeepStandard, StandardBegun
from hamkke.agreements.models import Standard, StandardClause
from hamkke.agreements.rules import keeps_standard
from hamkke.agreements.way import deed_of
from hamkke.audit.actions.record_action import record_action

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


@transaction.atomic
def begin_standard(*, viewer: Viewer, now: datetime) -> int:
    """This function will begin the next edition from the newest one and return its id.

    Raises MayNotKeepStandard, StandardBegun.
    """
    if not keeps_standard(viewer):
        raise MayNotKeepStandard
    newest = Standard.objects.order_by("-edition").first()
    try:
        with transaction.atomic():
            standard = Standard.objects.create(
                edition=newest.edition + 1 if newest else 1,
                created_by_id=deed_of(viewer)["person_id"],
                created_at=now,
            )
    except IntegrityError as error:
        # The constraint knows one draft and each edition once, whoever was faster.
        raise StandardBegun from error
    clauses = list(StandardClause.objects.filter(standard=newest)) if newest else []
    for clause in clauses:
        clause.pk, clause.standard, clause.version = None, standard, 1
    StandardClause.objects.bulk_create(clauses)
    record_action(viewer=viewer.identity, action="begin_standard", subject=standard, now=now)
    return standard.pk
