"""Consent to another wording of a reserved clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.agreements.clauses import lock_clause, record_clause
from hamkke.agreements.errors import MayNotConsent, NothingToConsent
from hamkke.agreements.models import Consent
from hamkke.agreements.negotiating import ask_for_consents
from hamkke.agreements.rules import deviates, may_consent
from hamkke.agreements.way import deed_of

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


@transaction.atomic
def consent_to_deviation(
    *, viewer: Viewer, agreement_id: int, clause_id: int, version: int, now: datetime
) -> int:
    """This function will let a reserved clause say what both sides agreed on; the consent's id.

    `version` is the wording that the viewer read; another one needs a consent of its own. Raises
    NotVisible, MayNotConsent, NothingToConsent.
    """
    agreement, clause, _waiting = lock_clause(
        viewer=viewer, agreement_id=agreement_id, clause_id=clause_id
    )
    if not may_consent(viewer, agreement):
        raise MayNotConsent
    given = Consent.objects.filter(clause=clause, clause_version=clause.version)
    if clause.version != version or not clause.reserved or not deviates(clause) or given.exists():
        raise NothingToConsent
    consent = Consent.objects.create(
        clause=clause, clause_version=clause.version, given_at=now, **deed_of(viewer)
    )
    record_clause(clause, viewer=viewer, action="consent_to_deviation", now=now)
    ask_for_consents(agreement, viewer=viewer, now=now)
    return consent.pk
