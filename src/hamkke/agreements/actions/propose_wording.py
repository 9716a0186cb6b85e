"""Propose another wording of a clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hamkke.agreements.clauses import (
    checked_wording,
    close_proposal,
    lock_clause,
    record_clause,
)
from hamkke.agreements.content import REASON, tidy
from hamkke.agreements.errors import ClauseConflict, MayNotNegotiate, NothingProposed
from hamkke.agreements.models import Proposal, ProposalState
from hamkke.agreements.negotiating import ask_for_answers
from hamkke.agreements.rules import may_negotiate
from hamkke.agreements.way import deed_of

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer
    from hamkke.agreements.models import AgreementClause


@transaction.atomic
def propose_wording(  # noqa: PLR0913 - all by keyword
    *,
    viewer: Viewer,
    agreement_id: int,
    clause_id: int,
    version: int,
    seen: int,
    heading: str,
    text: str,
    is_in: bool,
    reason: str,
    now: datetime,
) -> int:
    """This function will propose a wording, or to leave the clause out, and return its id.

    An open proposal of the other side is countered by it, one of the own side replaced. `version`
    is the wording and `seen` the open proposal (0: none) that the viewer read. Raises NotVisible,
    MayNotNegotiate, ClauseConflict, NothingProposed, ClauseMissing, TextTooLong.
    """
    agreement, clause, waiting = lock_clause(
        viewer=viewer, agreement_id=agreement_id, clause_id=clause_id
    )
    if not may_negotiate(viewer, agreement):
        raise MayNotNegotiate
    if (clause.version, waiting.pk if waiting else 0) != (version, seen):
        raise _conflict(clause, waiting)
    if is_in:
        heading, text = checked_wording(heading=heading, text=text)
    else:
        heading, text = clause.heading, clause.text
    reason = tidy(reason, what=_("까닭"), limit=REASON)
    stands = waiting or clause
    # To counter with the wording that stands is to say no to a change.
    if (stands.heading, stands.text, stands.is_in) == (heading, text, is_in):
        raise NothingProposed
    if waiting:
        own = waiting.organization_id == viewer.organization_id
        state = ProposalState.WITHDRAWN if own else ProposalState.COUNTERED
        close_proposal(waiting, viewer=viewer, state=state, now=now)
    proposal = Proposal.objects.create(
        clause=clause,
        clause_version=clause.version,
        heading=heading,
        text=text,
        is_in=is_in,
        reason=reason,
        answers=waiting if waiting and waiting.state == ProposalState.COUNTERED else None,
        made_at=now,
        **deed_of(viewer),
    )
    record_clause(clause, viewer=viewer, action="propose_wording", now=now)
    ask_for_answers(agreement, viewer=viewer, now=now)
    return proposal.pk


def _conflict(clause: AgreementClause, waiting: Proposal | None) -> ClauseConflict:
    last = (
        waiting
        or clause.proposals.select_related("organization", "closed_organization")
        .order_by("closed_at", "id")
        .last()
    )
    if last is None:
        return ClauseConflict(who="", organization="")
    if last.closed_organization:
        return ClauseConflict(who=last.closed_name, organization=last.closed_organization.name)
    return ClauseConflict(who=last.person_name, organization=last.organization.name)
