"""Revise the draft of an agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.agreements.content import checked_content, write_pillars
from hamkke.agreements.errors import MayNotRevise, NotADraft, StaleVersion
from hamkke.agreements.models import AgreementState, AgreementStep, StepKind
from hamkke.agreements.rules import may_revise
from hamkke.agreements.way import lock_agreement, save_agreement, write_step

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from hamkke.accounts.viewer import Viewer
    from hamkke.agreements.models import Agreement
    from hamkke.agreements.text import PillarText


@transaction.atomic
def revise_agreement(
    *,
    viewer: Viewer,
    agreement_id: int,
    version: int,
    title: str,
    subtitle: str,
    signing_date: date,
    pillars: Sequence[PillarText],
    now: datetime,
) -> int:
    """This function will change the text of a draft and return the agreement's id.

    `version` is the one on which the viewer worked. Raises NotVisible, MayNotRevise, NotADraft,
    StaleVersion and the refusals of the content.
    """
    agreement = lock_agreement(viewer=viewer, agreement_id=agreement_id)
    if not may_revise(viewer, agreement):
        raise MayNotRevise
    if agreement.state != AgreementState.DRAFT:
        raise NotADraft(state=agreement.get_state_display())
    if agreement.version != version:
        raise _stale(agreement)
    content = checked_content(
        title=title, subtitle=subtitle, signing_date=signing_date, pillars=pillars
    )
    write_pillars(agreement, content.pillars)
    save_agreement(
        agreement,
        now=now,
        title=content.title,
        subtitle=content.subtitle,
        signing_date=content.signing_date,
    )
    write_step(agreement, viewer=viewer, kind=StepKind.REVISED, action="revise_agreement", now=now)
    return agreement.pk


def _stale(agreement: Agreement) -> StaleVersion:
    last = (
        AgreementStep.objects.filter(agreement=agreement)
        .order_by("-done_at", "-id")
        .values_list("person_name", "organization__name")[0]
    )
    return StaleVersion(who=last[0], organization=last[1], version=agreement.version)
