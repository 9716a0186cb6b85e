"""Take a role as somebody who has no account yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.accounts.actions.accept_invitation import accept_invitation
from hamkke.accounts.actions.create_account import create_account
from hamkke.accounts.age import needs_guardian
from hamkke.accounts.errors import GuardianNeeded
from hamkke.accounts.models import Person
from hamkke.accounts.queries.invitation import invitation_of
from hamkke.database.identity import civil_day

if TYPE_CHECKING:
    from datetime import date, datetime

    from hamkke.accounts.models import Account, Membership


def take_first_role(
    *,
    secret: str,
    name: str,
    email: str,
    password: str,
    fourteen: date | None = None,
    now: datetime,
) -> tuple[Account, Membership]:
    """This function will create an account and accept the invitation with it, both or neither.

    The address is verified if the link that was sent there is what opened the invitation. A pupil
    says since when or from when on fourteen. Raises InvitationUnknown, GuardianNeeded and what
    creating an account refuses.
    """
    found = invitation_of(secret=secret, now=now)
    if found.asks_age and (
        fourteen is None
        or needs_guardian(fourteen=fourteen, level=found.level, today=civil_day(now))
    ):
        raise GuardianNeeded
    with transaction.atomic():
        account = create_account(
            person=Person.objects.create(name=name),
            email=email,
            password=password,
            email_is_verified=found.is_sent_to(email),
            now=now,
        )
        membership = accept_invitation(person_id=account.person_id, secret=secret, now=now)
    return account, membership
