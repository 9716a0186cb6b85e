"""Begin an installation: the metropolitan office and the code of its first officer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hamkke.accounts.keys import VALID_FOR, hash_of, new_code
from hamkke.accounts.models import ChangeState, InvitationKey, Membership, Role, RoleChange
from hamkke.accounts.queries.viewer import valid_on
from hamkke.audit.actions.record_action import record_action
from hamkke.database import roles
from hamkke.database.identity import Identity, acting_as, civil_day
from hamkke.organizations.actions.record_metropolitan_office import record_metropolitan_office

if TYPE_CHECKING:
    from datetime import datetime


def found_office(*, name: str, again: bool = False, now: datetime) -> str | None:
    """This function will return a code that makes who accepts it an officer of the office.

    None where the office has an officer, unless `again`. A code given out before no longer works.
    For the command line alone: it acts as the owner, whom no runtime role can be.
    """
    with acting_as(roles.OWNER):
        office = record_metropolitan_office(name=name)
        officers = Membership.objects.filter(
            valid_on(civil_day(now)), organization=office, role=Role.OFFICER
        )
        if officers.exists() and not again:
            return None
        before = RoleChange.objects.filter(proposed_by=None, state=ChangeState.OPEN)
        InvitationKey.objects.filter(change__in=before).delete()
        before.update(state=ChangeState.REVOKED)
        change = RoleChange.objects.create(
            organization=office,
            role=Role.OFFICER,
            valid_from=civil_day(now),
            proposed_at=now,
        )
        code = new_code()
        InvitationKey.objects.create(
            change=change, name="", code_hash=hash_of(code), expires_at=now + VALID_FOR
        )
        record_action(viewer=Identity(), action="found_office", subject=change, now=now)
    return code
