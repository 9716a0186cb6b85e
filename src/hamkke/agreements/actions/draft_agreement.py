"""Draft an agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from hamkke.agreements.asking import ask_to_draft
from hamkke.agreements.content import checked_content, write_pillars
from hamkke.agreements.errors import LivingAgreementExists, MayNotDraft
from hamkke.agreements.models import Agreement, AgreementState, StepKind
from hamkke.agreements.rules import may_draft
from hamkke.agreements.standards import newest_standard_id, take_standard
from hamkke.agreements.way import deed_of, tell_map, write_step
from hamkke.organizations.queries.parties import coverages_of, metropolitan_office_id

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from hamkke.accounts.viewer import Viewer
    from hamkke.agreements.text import PillarText
    from hamkke.organizations.queries.parties import Coverage


@transaction.atomic
def draft_agreement(
    *,
    viewer: Viewer,
    district_id: int,
    title: str,
    subtitle: str,
    signing_date: date,
    pillars: Sequence[PillarText],
    now: datetime,
) -> int:
    """This function will begin the agreement of a district and return its id.

    The viewer is an officer of the district or of the office that covers it today; the office
    follows from that. Its clauses are those of the newest standard. Raises MayNotDraft,
    LivingAgreementExists and the refusals of the content.
    """
    covered = _coverage(viewer, district_id)
    content = checked_content(
        title=title, subtitle=subtitle, signing_date=signing_date, pillars=pillars
    )
    if _living(district_id):
        raise LivingAgreementExists(district=covered.district_name)
    try:
        with transaction.atomic():
            agreement = Agreement.objects.create(
                district_id=covered.district_id,
                education_office_id=covered.education_office_id,
                metropolitan_office_id=metropolitan_office_id(),
                standard_id=newest_standard_id(),
                title=content.title,
                subtitle=content.subtitle,
                signing_date=content.signing_date,
                created_by_id=deed_of(viewer)["person_id"],
                created_at=now,
                changed_at=now,
            )
    except IntegrityError as error:
        # Two people began at once: the constraint let one through.
        if "agreement_one_living" not in str(error):
            raise
        raise LivingAgreementExists(district=covered.district_name) from error
    write_pillars(agreement, content.pillars)
    if agreement.standard_id is not None:
        take_standard(agreement)
    write_step(agreement, viewer=viewer, kind=StepKind.DRAFTED, action="draft_agreement", now=now)
    tell_map(agreement, now=now)
    ask_to_draft(agreement, viewer=viewer, now=now)
    return agreement.pk


def _coverage(viewer: Viewer, district_id: int) -> Coverage:
    if not may_draft(viewer) or viewer.organization_id is None or viewer.today is None:
        raise MayNotDraft
    for covered in coverages_of(organization_id=viewer.organization_id, on=viewer.today):
        if covered.district_id == district_id:
            return covered
    raise MayNotDraft


def _living(district_id: int) -> bool:
    living = Agreement.objects.exclude(state=AgreementState.ENDED)
    return living.filter(district_id=district_id).exists()
