"""Revise a round."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from hamkke.audit.actions.record_action import record_action
from hamkke.database.errors import NotVisible
from hamkke.placements.errors import RoundAlreadyOpened, TitleTaken
from hamkke.placements.models import RoundState
from hamkke.placements.queries.locked import round_to_change
from hamkke.placements.rules.permissions import may_manage
from hamkke.placements.rules.terms import RoundTerms, check_terms

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


def revise_round(*, viewer: Viewer, round_id: int, terms: RoundTerms, now: datetime) -> int:
    """This function will change the terms of a draft round and return its number.

    Raises NotVisible, RoundAlreadyOpened, TimesDisordered, QuotaAboveLimit, TitleTaken.
    """
    with transaction.atomic():
        found = round_to_change(round_id)
        if not may_manage(viewer, found.education_office_id):
            raise NotVisible
        if found.state != RoundState.DRAFT:
            raise RoundAlreadyOpened
        check_terms(terms)
        for name, value in asdict(terms).items():
            setattr(found, name, value)
        try:
            with transaction.atomic():
                found.save()
        except IntegrityError as error:
            raise TitleTaken(title=terms.title, school_year=terms.school_year) from error
        record_action(viewer=viewer.identity, action="revise_round", subject=found, now=now)
    return found.pk
