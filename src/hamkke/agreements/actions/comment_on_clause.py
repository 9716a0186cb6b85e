"""Comment on a clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hamkke.agreements.clauses import COMMENT, lock_clause, record_clause
from hamkke.agreements.content import tidy
from hamkke.agreements.errors import ClauseMissing, MayNotComment
from hamkke.agreements.models import ClauseComment
from hamkke.agreements.rules import may_comment
from hamkke.agreements.way import deed_of

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


@transaction.atomic
def comment_on_clause(
    *, viewer: Viewer, agreement_id: int, clause_id: int, text: str, now: datetime
) -> int:
    """This function will keep what a party says about a clause and return the comment's id.

    Raises NotVisible, MayNotComment, ClauseMissing, TextTooLong.
    """
    agreement, clause, _waiting = lock_clause(
        viewer=viewer, agreement_id=agreement_id, clause_id=clause_id
    )
    if not may_comment(viewer, agreement):
        raise MayNotComment
    text = tidy(text, what=_("의견"), limit=COMMENT)
    if not text:
        raise ClauseMissing
    comment = ClauseComment.objects.create(
        clause=clause, text=text, written_at=now, **deed_of(viewer)
    )
    record_clause(clause, viewer=viewer, action="comment_on_clause", now=now)
    return comment.pk
