"""Issue an edition of the standard agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hamkke.agreements.content import REASON, tidy
from hamkke.agreements.errors import StandardEmpty
from hamkke.agreements.models import StandardClause, StandardState
from hamkke.agreements.standards import lock_standard, record_standard

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


@transaction.atomic
def issue_standard(*, viewer: Viewer, standard_id: int, note: str, now: datetime) -> int:
    """This function will make an edition the one from which new drafts set out; its id.

    `note` says what is new. It never changes again, nor do agreements under way. Raises
    MayNotKeepStandard, NotVisible, StandardIssued, StandardEmpty, TextTooLong.
    """
    standard = lock_standard(viewer=viewer, standard_id=standard_id)
    if not StandardClause.objects.filter(standard=standard).exists():
        raise StandardEmpty
    standard.note = tidy(note, what=_("무엇이 달라졌나"), limit=REASON)
    standard.state, standard.issued_at = StandardState.ISSUED, now
    standard.save(update_fields=["note", "state", "issued_at"])
    record_standard(standard, viewer=viewer, action="issue_standard", now=now)
    return standard.pk
