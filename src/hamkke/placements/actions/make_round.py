"""Make a round."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from hamkke.audit.actions.record_action import record_action
from hamkke.database.errors import NotVisible
from hamkke.placements.errors import TitleTaken
from hamkke.placements.models import Round
from hamkke.placements.rules.permissions import may_make_rounds
from hamkke.placements.rules.terms import RoundTerms, check_terms

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


def make_round(*, viewer: Viewer, terms: RoundTerms, now: datetime) -> int:
    """This function will make a draft round of the viewer's office and return its number.

    Raises NotVisible, TimesDisordered, QuotaAboveLimit, TitleTaken.
    """
    if not may_make_rounds(viewer):
        raise NotVisible
    check_terms(terms)
    with transaction.atomic():
        try:
            with transaction.atomic():
                made = Round.objects.create(
                    education_office_id=viewer.organization_id, created_at=now, **asdict(terms)
                )
        except IntegrityError as error:
            raise TitleTaken(title=terms.title, school_year=terms.school_year) from error
        record_action(viewer=viewer.identity, action="make_round", subject=made, now=now)
    return made.pk
