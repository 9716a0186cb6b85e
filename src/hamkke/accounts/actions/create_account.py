"""Create a person with an account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from hamkke.accounts.errors import LoginNameTaken
from hamkke.accounts.models import Account, Person
from hamkke.audit.actions.record_action import record_action
from hamkke.database import roles
from hamkke.database.identity import Identity, acting_as, civil_day

if TYPE_CHECKING:
    from datetime import datetime


def create_account(*, name: str, login_name: str, password: str, now: datetime) -> Account:
    """This function will add a person who can sign in and has no role yet.

    Works under the identity role alone. Raises LoginNameTaken.
    """
    try:
        with transaction.atomic():
            person = Person.objects.create(name=name)
            account = Account(person=person, login_name=login_name)
            account.set_password(password)
            account.save(force_insert=True)
    except IntegrityError as error:
        raise LoginNameTaken from error
    who = Identity(person.pk, None, civil_day(now))
    with acting_as(roles.IDENTITY, who):
        record_action(viewer=who, action="create_account", subject=account, now=now)
    return account
