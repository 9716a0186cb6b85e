"""Give a person an account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError

from hamkke.accounts.errors import AddressTaken
from hamkke.accounts.models import Account
from hamkke.audit.actions.record_action import record_action
from hamkke.database import roles
from hamkke.database.identity import Identity, acting_as, civil_day

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.models import Person


def create_account(
    *,
    person: Person,
    email: str,
    password: str,
    email_is_verified: bool,  # noqa: ARG001 - kept where addresses are
    now: datetime,
) -> Account:
    """This function will let a person sign in with an e-mail address and a password.

    Call it under the identity role once the person's right to an account is proven. Raises
    AddressTaken.
    """
    who = Identity(person.pk, None, civil_day(now))
    account = Account(person=person, login_name=email.lower())
    account.set_password(password)
    try:
        with acting_as(roles.IDENTITY, who):
            account.save(force_insert=True)
            record_action(viewer=who, action="create_account", subject=account, now=now)
    except IntegrityError as error:
        raise AddressTaken from error
    return account
