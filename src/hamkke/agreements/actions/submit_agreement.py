"""Submit the draft of an agreement for approval."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.agreements.asking import ask_for_lines
from hamkke.agreements.errors import (
    AlreadySubmitted,
    MayNotRevise,
    NotADraft,
    PillarsMissing,
    PointsOpen,
    ReadAgain,
)
from hamkke.agreements.models import AgreementPillar, AgreementState, StepKind
from hamkke.agreements.negotiating import count_open_points
from hamkke.agreements.rules import may_revise
from hamkke.agreements.way import lock_agreement, save_agreement, tell_map, write_step

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


@transaction.atomic
def submit_agreement(*, viewer: Viewer, agreement_id: int, version: int, now: datetime) -> int:
    """This function will put the draft before both sides for approval; the agreement's id.

    `version` is the one that the viewer read. Raises NotVisible, MayNotRevise, AlreadySubmitted,
    NotADraft, ReadAgain, PillarsMissing, PointsOpen.
    """
    agreement = lock_agreement(viewer=viewer, agreement_id=agreement_id)
    if not may_revise(viewer, agreement):
        raise MayNotRevise
    if agreement.state == AgreementState.APPROVING:
        raise AlreadySubmitted
    if agreement.state != AgreementState.DRAFT:
        raise NotADraft(state=agreement.get_state_display())
    if agreement.version != version:
        raise ReadAgain
    if not AgreementPillar.objects.filter(agreement=agreement).exists():
        raise PillarsMissing
    count = count_open_points(agreement)
    if count:
        raise PointsOpen(count=count)
    save_agreement(
        agreement,
        now=now,
        state=AgreementState.APPROVING,
        submission=agreement.submission + 1,
    )
    write_step(
        agreement, viewer=viewer, kind=StepKind.SUBMITTED, action="submit_agreement", now=now
    )
    tell_map(agreement, now=now)
    ask_for_lines(agreement, viewer=viewer, now=now)
    return agreement.pk
