"""Revise a clause of the standard agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.agreements.clauses import checked_wording
from hamkke.agreements.errors import ClauseTaken, UnknownPillar
from hamkke.agreements.models import Pillar
from hamkke.agreements.standards import clause_of, lock_standard, record_standard

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


@transaction.atomic
def revise_standard_clause(  # noqa: PLR0913 - all by keyword
    *,
    viewer: Viewer,
    standard_id: int,
    clause_id: int,
    version: int,
    heading: str,
    text: str,
    pillar_id: int | None,
    optional: bool,
    reserved: bool,
    now: datetime,
) -> int:
    """This function will change a clause of an edition being written and return its id.

    `version` is the one that the viewer read. Raises MayNotKeepStandard, NotVisible,
    StandardIssued, ClauseTaken, ClauseMissing, TextTooLong, UnknownPillar.
    """
    standard = lock_standard(viewer=viewer, standard_id=standard_id)
    clause = clause_of(standard, clause_id)
    if clause.version != version:
        raise ClauseTaken
    clause.heading, clause.text = checked_wording(heading=heading, text=text)
    if pillar_id is not None and not Pillar.objects.filter(pk=pillar_id).exists():
        raise UnknownPillar
    clause.pillar_id, clause.optional, clause.reserved = pillar_id, optional, reserved
    clause.version += 1
    clause.save(
        update_fields=["heading", "text", "pillar", "optional", "reserved", "version"],
    )
    record_standard(standard, viewer=viewer, action="revise_standard_clause", now=now)
    return clause.pk
