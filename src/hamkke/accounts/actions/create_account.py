"""Give a person an account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from hamkke.accounts.errors import AddressTaken, HasAccount, WeakPassword
from hamkke.accounts.models import Account
from hamkke.accounts.queries.addresses import is_taken
from hamkke.audit.actions.record_action import record_action
from hamkke.database import roles
from hamkke.database.identity import Identity, acting_as, civil_day
from hamkke.mail.actions.clear_returned import clear_returned

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.models import Person


def create_account(
    *, person: Person, email: str, password: str, email_is_verified: bool, now: datetime
) -> Account:
    """This function will let a person sign in with an e-mail address and a password.

    Call it under the identity role once the person's right to an account is proven. The address is
    verified if its owner came by a link sent there. Raises HasAccount, AddressTaken, WeakPassword.
    """
    who = Identity(person.pk, None, civil_day(now))
    with acting_as(roles.IDENTITY, who):
        if Account.objects.filter(person=person).exists():
            raise HasAccount
        account = Account(person=person, login_name=f"person.{person.pk}")
        try:
            validate_password(password, account)
        except ValidationError as error:
            raise WeakPassword(reasons=" ".join(error.messages)) from error
        # Last: whoever asks whether an address is known uses the invitation up if it is not.
        if is_taken(email):
            raise AddressTaken
        account.set_password(password)
        account.save()
        EmailAddress.objects.create(
            user=account, email=email.lower(), verified=email_is_verified, primary=True
        )
        if email_is_verified:
            clear_returned(address=email.lower())
        record_action(viewer=who, action="create_account", subject=account, now=now)
    return account
