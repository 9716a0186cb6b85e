"""Withdraw the consent to a child's account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hamkke.accounts.actions.erase_person import erase_person
from hamkke.accounts.answers import record
from hamkke.accounts.errors import ChildIsFourteen, GuardianLinkUnknown
from hamkke.accounts.queries.guardian import asked_behind
from hamkke.database.identity import civil_day

if TYPE_CHECKING:
    from datetime import datetime


def withdraw_consent(*, secret: str, now: datetime) -> None:
    """This function will delete the account that a guardian consented to.

    Works under the identity role alone. Raises GuardianLinkUnknown, and ChildIsFourteen: then the
    child decides.
    """
    asked = asked_behind(secret=secret, now=now)
    if asked.person_id is None:
        raise GuardianLinkUnknown
    if asked.fourteen_on <= civil_day(now):
        raise ChildIsFourteen
    erase_person(person_id=asked.person_id, now=now)
    record("withdraw_consent", asked.change_id, now)
