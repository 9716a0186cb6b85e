"""What is done alike with clauses: find them, number them, check and place their wording."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hamkke.agreements.content import tidy
from hamkke.agreements.errors import ClauseMissing, ClauseTooDeep
from hamkke.agreements.models import AgreementClause, Proposal, ProposalState
from hamkke.agreements.numbering import read_clauses
from hamkke.agreements.way import lock_agreement
from hamkke.audit.actions.record_action import record_action
from hamkke.database.errors import NotVisible

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from hamkke.accounts.viewer import Viewer
    from hamkke.agreements.models import Agreement, StandardClause

HEADING, CLAUSE, COMMENT = 120, 4000, 1000


def lock_clause(
    *, viewer: Viewer, agreement_id: int, clause_id: int
) -> tuple[Agreement, AgreementClause, Proposal | None]:
    """This function will lock an agreement and return its clause and the proposal open for it.

    The agreement is what is locked: one after another, so that no one is lost. Raises NotVisible.
    """
    agreement = lock_agreement(viewer=viewer, agreement_id=agreement_id)
    clause = AgreementClause.objects.filter(agreement=agreement, pk=clause_id).first()
    if clause is None:
        raise NotVisible
    return agreement, clause, open_proposal(clause.pk)


def open_proposal(clause_id: int) -> Proposal | None:
    """This function will return the proposal that waits for an answer."""
    waiting = Proposal.objects.filter(clause_id=clause_id, state=ProposalState.OPEN)
    return waiting.select_related("organization").first()


def close_proposal(
    proposal: Proposal, *, viewer: Viewer, state: ProposalState, now: datetime
) -> None:
    """This function will write down what became of a proposal and who said so."""
    proposal.state, proposal.closed_at = state, now
    proposal.closed_organization_id = viewer.organization_id
    proposal.closed_person_id, proposal.closed_name = viewer.person_id, viewer.name
    proposal.save(
        update_fields=[
            "state",
            "closed_at",
            "closed_organization",
            "closed_person",
            "closed_name",
        ]
    )


def checked_wording(*, heading: str, text: str) -> tuple[str, str]:
    """This function will return the wording as it is kept. Raises ClauseMissing, TextTooLong."""
    heading = " ".join(tidy(heading, what=_("조항 제목"), limit=HEADING).split())
    text = tidy(text, what=_("조항 내용"), limit=CLAUSE)
    if not heading and not text:
        raise ClauseMissing
    return heading, text


def checked_clauses(text: str, *, under: int) -> list[tuple[int, str, str]]:
    """This function will read pasted clauses that come after one of level `under` (0: none).

    Raises ClauseMissing, ClauseTooDeep, TextTooLong.
    """
    found = [
        (level, *checked_wording(heading=heading, text=words))
        for level, heading, words in read_clauses(tidy(text, what=_("조항"), limit=CLAUSE * 25))
    ]
    if not found:
        raise ClauseMissing
    for level, heading, words in found:
        if level > under + 1:
            raise ClauseTooDeep(text=(heading or words)[:30])
        under = level
    return found


def places_after(
    clauses: QuerySet[StandardClause] | QuerySet[AgreementClause], *, after_id: int, count: int
) -> tuple[int, Sequence[float]]:
    """This function will find `count` places right after a clause; 0 means at the very front.

    Returns the level of the clause before, 0 at the front, and the places. Raises NotVisible.
    """
    rows = list(clauses.order_by("place").values_list("pk", "place", "level"))
    numbers = [0, *(row[0] for row in rows)]
    if after_id not in numbers:
        raise NotVisible
    index = numbers.index(after_id)
    before = rows[index - 1][1] if index else 0.0
    behind = rows[index][1] if index < len(rows) else before + count + 1
    step = (behind - before) / (count + 1)
    level = rows[index - 1][2] if index else 0
    return level, [before + step * number for number in range(1, count + 1)]


def record_clause(clause: AgreementClause, *, viewer: Viewer, action: str, now: datetime) -> None:
    """This function will write an act on a clause to the audit."""
    record_action(
        viewer=viewer.identity,
        action=action,
        subject=clause,
        now=now,
        data={"version": clause.version},
    )
