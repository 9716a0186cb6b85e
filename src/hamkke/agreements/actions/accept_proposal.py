"""Accept what the other side proposes for a clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.agreements.clauses import close_proposal, lock_clause, record_clause
from hamkke.agreements.errors import MayNotNegotiate, NoOpenProposal, OwnProposal
from hamkke.agreements.models import ProposalState
from hamkke.agreements.negotiating import ask_for_answers, ask_for_consents
from hamkke.agreements.rules import may_negotiate
from hamkke.agreements.way import save_agreement

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


@transaction.atomic
def accept_proposal(
    *, viewer: Viewer, agreement_id: int, clause_id: int, proposal_id: int, now: datetime
) -> int:
    """This function will make a proposal of the other side the clause's wording; its id.

    Raises NotVisible, MayNotNegotiate, NoOpenProposal, OwnProposal.
    """
    agreement, clause, waiting = lock_clause(
        viewer=viewer, agreement_id=agreement_id, clause_id=clause_id
    )
    if not may_negotiate(viewer, agreement):
        raise MayNotNegotiate
    if waiting is None or waiting.pk != proposal_id:
        raise NoOpenProposal
    if waiting.organization_id == viewer.organization_id:
        raise OwnProposal
    close_proposal(waiting, viewer=viewer, state=ProposalState.ACCEPTED, now=now)
    clause.heading, clause.text, clause.is_in = waiting.heading, waiting.text, waiting.is_in
    clause.version += 1
    clause.save(update_fields=["heading", "text", "is_in", "version"])
    # Whoever is about to submit must have read this.
    save_agreement(agreement, now=now)
    record_clause(clause, viewer=viewer, action="accept_proposal", now=now)
    ask_for_answers(agreement, viewer=viewer, now=now)
    ask_for_consents(agreement, viewer=viewer, now=now)
    return waiting.pk
