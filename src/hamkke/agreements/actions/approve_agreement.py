"""Review an agreement, or decide on it, in the line of one side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.agreements.asking import ask_next, ask_to_sign, own_part_is_done
from hamkke.agreements.errors import AlreadyApproved, MayNotApprove, NotApproving, ReadAgain
from hamkke.agreements.lines import step_to_take
from hamkke.agreements.models import (
    AgreementClause,
    AgreementPillar,
    AgreementState,
    Approval,
    LinePart,
)
from hamkke.agreements.rules import approving_sides, may_approve
from hamkke.agreements.text import FrozenClause, FrozenPillar, canonical_text, hash_of
from hamkke.agreements.way import lock_agreement, save_agreement, take_step, tell_map

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer
    from hamkke.agreements.models import Agreement


@transaction.atomic
def approve_agreement(*, viewer: Viewer, agreement_id: int, version: int, now: datetime) -> int:
    """This function will take the viewer's step in the line of the own side: review or decide.

    The second side's decision freezes the text. `version` is the one that the viewer read. Returns
    the agreement's id. Raises NotVisible, MayNotApprove, AlreadyApproved, NotApproving, ReadAgain,
    LineMissing, StepDone, NotYourTurn, OwnDraft.
    """
    agreement = lock_agreement(viewer=viewer, agreement_id=agreement_id)
    if not may_approve(viewer, agreement):
        raise MayNotApprove
    decisions = Approval.objects.filter(
        agreement=agreement, submission=agreement.submission, part=LinePart.DECIDE
    )
    if decisions.filter(organization_id=viewer.organization_id or 0).exists():
        raise AlreadyApproved
    if agreement.state != AgreementState.APPROVING:
        raise NotApproving(state=agreement.get_state_display())
    if agreement.version != version:
        raise ReadAgain
    step, right = step_to_take(viewer, agreement)
    take_step(step, right, agreement=agreement, viewer=viewer, now=now)
    if decisions.count() == len(approving_sides(agreement)):
        _freeze(agreement, viewer=viewer, now=now)
    elif step.part == LinePart.DECIDE:
        own_part_is_done(agreement, viewer=viewer, now=now)
    else:
        ask_next(agreement, viewer=viewer, now=now)
    return agreement.pk


def _freeze(agreement: Agreement, *, viewer: Viewer, now: datetime) -> None:
    rows = AgreementPillar.objects.filter(agreement=agreement).order_by("order")
    clauses = AgreementClause.objects.filter(agreement=agreement, is_in=True).order_by("place")
    text = canonical_text(
        agreement,
        [FrozenPillar(*row) for row in rows.values_list("pillar__code", "pillar__name", "text")],
        [
            FrozenClause(
                key=str(one.key),
                level=one.level,
                heading=one.heading,
                text=one.text,
                pillar=one.pillar.code if one.pillar else None,
            )
            for one in clauses.select_related("pillar")
        ],
    )
    save_agreement(
        agreement,
        now=now,
        state=AgreementState.SIGNING,
        frozen_text=text,
        content_hash=hash_of(text),
    )
    tell_map(agreement, now=now)
    ask_to_sign(agreement, viewer=viewer, now=now)
