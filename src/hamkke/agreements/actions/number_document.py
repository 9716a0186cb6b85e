"""Write down the number that a side's own document system gave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hamkke.agreements.content import tidy
from hamkke.agreements.line_errors import (
    MayNotNumber,
    NumberEntered,
    NumberMissing,
    NumberTooLate,
)
from hamkke.agreements.lines import side_line
from hamkke.agreements.models import AgreementState, OfficeNumber, StepKind
from hamkke.agreements.rules import may_approve
from hamkke.agreements.way import deed_of, lock_agreement, write_step

if TYPE_CHECKING:
    from datetime import date, datetime

    from hamkke.accounts.viewer import Viewer

NUMBER = 60


@transaction.atomic
def number_document(
    *, viewer: Viewer, agreement_id: int, number: str, document_date: date, now: datetime
) -> int:
    """This function will keep number and day (시행일) of the side's own document, once.

    Returns the agreement's id. Raises NotVisible, MayNotNumber, NumberTooLate, NumberEntered,
    NumberMissing, TextTooLong.
    """
    agreement = lock_agreement(viewer=viewer, agreement_id=agreement_id)
    in_line = side_line(agreement, viewer.organization_id).has(viewer.person_id)
    if not may_approve(viewer, agreement) or not in_line:
        raise MayNotNumber
    if agreement.state not in {AgreementState.APPROVING, AgreementState.SIGNING}:
        raise NumberTooLate(state=agreement.get_state_display())
    number = " ".join(tidy(number, what=_("문서번호"), limit=NUMBER).split())
    if not number:
        raise NumberMissing
    deed = deed_of(viewer)
    own = OfficeNumber.objects.filter(
        agreement=agreement,
        submission=agreement.submission,
        organization_id=deed["organization_id"],
    )
    if own.exists():
        raise NumberEntered
    row = OfficeNumber(
        agreement=agreement,
        submission=agreement.submission,
        number=number,
        document_date=document_date,
        entered_at=now,
        **deed,
    )
    # In SIGNING nobody of the line may lock the agreement: the constraint decides who was first.
    OfficeNumber.objects.bulk_create([row], ignore_conflicts=True)
    if not own.filter(person_id=deed["person_id"], entered_at=now).exists():
        raise NumberEntered
    write_step(
        agreement,
        viewer=viewer,
        kind=StepKind.NUMBERED,
        action="number_document",
        now=now,
        note=number,
    )
    return agreement.pk
