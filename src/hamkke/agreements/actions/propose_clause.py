"""Propose a clause that the standard does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hamkke.agreements.clauses import (
    checked_clauses,
    places_after,
    record_clause,
)
from hamkke.agreements.content import REASON, tidy
from hamkke.agreements.errors import MayNotNegotiate
from hamkke.agreements.models import AgreementClause, Proposal
from hamkke.agreements.negotiating import ask_for_answers
from hamkke.agreements.rules import may_negotiate
from hamkke.agreements.way import deed_of, lock_agreement

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


@transaction.atomic
def propose_clause(
    *, viewer: Viewer, agreement_id: int, after_id: int, text: str, reason: str, now: datetime
) -> int:
    """This function will propose the clauses that `text` holds, numbered as official texts are.

    They stand right after clause `after_id`, or first for 0, once the other side accepts. Returns
    how many. Raises NotVisible, MayNotNegotiate, ClauseMissing, ClauseTooDeep, TextTooLong.
    """
    agreement = lock_agreement(viewer=viewer, agreement_id=agreement_id)
    if not may_negotiate(viewer, agreement):
        raise MayNotNegotiate
    there = AgreementClause.objects.filter(agreement=agreement)
    level, _places = places_after(there, after_id=after_id, count=1)
    found = checked_clauses(text, under=level)
    reason = tidy(reason, what=_("까닭"), limit=REASON)
    _level, places = places_after(there, after_id=after_id, count=len(found))
    for place, (level, heading, words) in zip(places, found, strict=True):
        clause = AgreementClause.objects.create(agreement=agreement, place=place, level=level)
        Proposal.objects.create(
            clause=clause,
            clause_version=clause.version,
            heading=heading,
            text=words,
            reason=reason,
            made_at=now,
            **deed_of(viewer),
        )
        record_clause(clause, viewer=viewer, action="propose_clause", now=now)
    ask_for_answers(agreement, viewer=viewer, now=now)
    return len(found)
