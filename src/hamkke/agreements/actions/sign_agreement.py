"""Sign an agreement for one side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.agreements.asking import own_part_is_done
from hamkke.agreements.errors import AlreadySigned, MayNotSign, NotSigning, TextChanged
from hamkke.agreements.models import AgreementState, Signature, StepKind
from hamkke.agreements.rules import may_sign, office_title, signing_sides
from hamkke.agreements.way import (
    deed_of,
    lock_agreement,
    save_agreement,
    tell_map,
    write_step,
)
from hamkke.search.actions.ask_refresh import ask_refresh

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


@transaction.atomic
def sign_agreement(*, viewer: Viewer, agreement_id: int, content_hash: str, now: datetime) -> int:
    """This function will sign for the viewer's side; the second signature brings it into force.

    `content_hash` is that of the text which the signer read. Returns the agreement's id. Raises
    NotVisible, MayNotSign, AlreadySigned, NotSigning, TextChanged.
    """
    agreement = lock_agreement(viewer=viewer, agreement_id=agreement_id)
    if not may_sign(viewer, agreement):
        raise MayNotSign
    deed = deed_of(viewer)
    signatures = Signature.objects.filter(agreement=agreement, submission=agreement.submission)
    if signatures.filter(organization_id=deed["organization_id"]).exists():
        raise AlreadySigned
    if agreement.state != AgreementState.SIGNING:
        raise NotSigning(state=agreement.get_state_display())
    if agreement.content_hash != content_hash:
        raise TextChanged
    Signature.objects.create(
        agreement=agreement,
        submission=agreement.submission,
        office_title=office_title(
            kind=str(viewer.organization_kind), name=viewer.organization_name
        ),
        content_hash=agreement.content_hash,
        signed_at=now,
        **deed,
    )
    write_step(agreement, viewer=viewer, kind=StepKind.SIGNED, action="sign_agreement", now=now)
    own_part_is_done(agreement, viewer=viewer, now=now)
    if signatures.count() == len(signing_sides(agreement)):
        save_agreement(agreement, now=now, state=AgreementState.IN_FORCE, published_at=now)
        tell_map(agreement, now=now)
        ask_refresh(identity=viewer.identity, kind="agreement", numbers=[agreement.pk])
    return agreement.pk
