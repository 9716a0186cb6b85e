"""Withdraw what the own side proposes for a clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.agreements.clauses import close_proposal, lock_clause, record_clause
from hamkke.agreements.errors import MayNotNegotiate, NoOpenProposal, OthersProposal
from hamkke.agreements.models import ProposalState
from hamkke.agreements.negotiating import ask_for_answers
from hamkke.agreements.rules import may_negotiate

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


@transaction.atomic
def withdraw_proposal(
    *, viewer: Viewer, agreement_id: int, clause_id: int, proposal_id: int, now: datetime
) -> int:
    """This function will withdraw a proposal of the viewer's side and return its id.

    Raises NotVisible, MayNotNegotiate, NoOpenProposal, OthersProposal.
    """
    agreement, clause, waiting = lock_clause(
        viewer=viewer, agreement_id=agreement_id, clause_id=clause_id
    )
    if not may_negotiate(viewer, agreement):
        raise MayNotNegotiate
    if waiting is None or waiting.pk != proposal_id:
        raise NoOpenProposal
    if waiting.organization_id != viewer.organization_id:
        raise OthersProposal
    close_proposal(waiting, viewer=viewer, state=ProposalState.WITHDRAWN, now=now)
    record_clause(clause, viewer=viewer, action="withdraw_proposal", now=now)
    ask_for_answers(agreement, viewer=viewer, now=now)
    return waiting.pk
