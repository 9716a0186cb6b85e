"""Take a role as somebody who has no account yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.accounts.actions.accept_invitation import accept_invitation
from hamkke.accounts.actions.create_account import create_account

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.models import Account, Membership


def take_first_role(
    *, secret: str, name: str, login_name: str, password: str, now: datetime
) -> tuple[Account, Membership]:
    """This function will create an account and accept the invitation with it, both or neither.

    Raises InvitationUnknown, LoginNameTaken.
    """
    with transaction.atomic():
        account = create_account(name=name, login_name=login_name, password=password, now=now)
        membership = accept_invitation(person_id=account.person_id, secret=secret, now=now)
    return account, membership
