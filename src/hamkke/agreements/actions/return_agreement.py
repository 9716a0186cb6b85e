"""Send an agreement back to the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hamkke.agreements.asking import ask_to_draft, tell_of_return
from hamkke.agreements.content import REASON, tidy
from hamkke.agreements.errors import MayNotReturn, NotReturnable, ReadAgain, ReasonMissing
from hamkke.agreements.line_errors import NotYourTurnToReturn
from hamkke.agreements.lines import side_line, stand_ins_of
from hamkke.agreements.models import AgreementState, StepKind
from hamkke.agreements.rules import may_return
from hamkke.agreements.way import lock_agreement, save_agreement, tell_map, write_step

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer

RETURNABLE = (AgreementState.APPROVING, AgreementState.SIGNING)


@transaction.atomic
def return_agreement(
    *, viewer: Viewer, agreement_id: int, version: int, reason: str, now: datetime
) -> int:
    """This function will send the agreement back with a reason; approvals so far count no more.

    While it is being approved: whose turn it is, who drafted a line, or an officer of a side that
    has none yet. While it is being signed: the two signers.
    `version` is the one that the viewer read. Returns the agreement's id. Raises NotVisible,
    MayNotReturn, NotReturnable, ReadAgain, NotYourTurnToReturn, ReasonMissing, TextTooLong.
    """
    agreement = lock_agreement(viewer=viewer, agreement_id=agreement_id)
    if not may_return(viewer, agreement):
        raise MayNotReturn
    if agreement.state not in RETURNABLE:
        raise NotReturnable(state=agreement.get_state_display())
    if agreement.version != version:
        raise ReadAgain
    if agreement.state == AgreementState.APPROVING and not side_line(
        agreement, viewer.organization_id
    ).may_send_back(viewer, stand_ins_of(viewer)):
        raise NotYourTurnToReturn
    reason = tidy(reason, what=_("되돌리는 까닭"), limit=REASON)
    if not reason:
        raise ReasonMissing
    write_step(
        agreement,
        viewer=viewer,
        kind=StepKind.RETURNED,
        action="return_agreement",
        now=now,
        note=reason,
    )
    save_agreement(agreement, now=now, state=AgreementState.DRAFT, frozen_text="", content_hash="")
    tell_map(agreement, now=now)
    ask_to_draft(agreement, viewer=viewer, now=now, reason=reason)
    tell_of_return(agreement, viewer=viewer, now=now, reason=reason)
    return agreement.pk
