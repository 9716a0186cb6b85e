"""Approve an agreement for one side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.agreements.asking import ask_to_sign, own_part_is_done
from hamkke.agreements.errors import AlreadyApproved, MayNotApprove, NotApproving, ReadAgain
from hamkke.agreements.models import (
    AgreementClause,
    AgreementPillar,
    AgreementState,
    Approval,
    StepKind,
)
from hamkke.agreements.rules import approving_sides, may_approve
from hamkke.agreements.text import FrozenClause, FrozenPillar, canonical_text, hash_of
from hamkke.agreements.way import (
    deed_of,
    lock_agreement,
    save_agreement,
    tell_map,
    write_step,
)

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer
    from hamkke.agreements.models import Agreement


@transaction.atomic
def approve_agreement(*, viewer: Viewer, agreement_id: int, version: int, now: datetime) -> int:
    """This function will approve for the viewer's side; the second approval freezes the text.

    `version` is the one that the viewer read. Returns the agreement's id. Raises NotVisible,
    MayNotApprove, AlreadyApproved, NotApproving, ReadAgain.
    """
    agreement = lock_agreement(viewer=viewer, agreement_id=agreement_id)
    if not may_approve(viewer, agreement):
        raise MayNotApprove
    deed = deed_of(viewer)
    approvals = Approval.objects.filter(agreement=agreement, submission=agreement.submission)
    if approvals.filter(organization_id=deed["organization_id"]).exists():
        raise AlreadyApproved
    if agreement.state != AgreementState.APPROVING:
        raise NotApproving(state=agreement.get_state_display())
    if agreement.version != version:
        raise ReadAgain
    Approval.objects.create(
        agreement=agreement,
        submission=agreement.submission,
        approved_at=now,
        **deed,
    )
    write_step(
        agreement, viewer=viewer, kind=StepKind.APPROVED, action="approve_agreement", now=now
    )
    if approvals.count() == len(approving_sides(agreement)):
        _freeze(agreement, viewer=viewer, now=now)
    else:
        own_part_is_done(agreement, viewer=viewer, now=now)
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
