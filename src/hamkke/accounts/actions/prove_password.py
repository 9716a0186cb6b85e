"""Prove with a password who one is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.contrib.auth import authenticate

from hamkke.accounts.actions.forgive_attempts import forgive_attempts
from hamkke.accounts.actions.take_attempt import take_attempt
from hamkke.accounts.client import client_of, keyed
from hamkke.accounts.errors import WrongCredentials
from hamkke.accounts.models import Account
from hamkke.accounts.queries.addresses import account_called

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.http import Request

# From one address at all accounts: a whole school may stand behind it.
FREE_AT_ALL: Final = 100
LONGEST_AT_ALL: Final = 60


def prove_password(*, request: Request, login_name: str, password: str, now: datetime) -> Account:
    """This function will return the account whose login name or address and password these are.

    Failures are counted by what was typed and where: an unknown name is answered as slowly, as
    often and in the same words as a known one, and nobody elsewhere is paused by them. A device
    that has signed in to the account before is not paused by its neighbours either.
    Raises WrongCredentials, TooManyAttempts.
    """
    found = account_called(login_name)
    client = client_of(request, found.pk if found else None)
    subject = keyed("subject", f"account {found.pk}" if found else login_name.casefold())
    everything = keyed("subject", "every account")
    if not client.is_known:
        take_attempt(
            subject=everything, client=client.key, now=now, free=FREE_AT_ALL, longest=LONGEST_AT_ALL
        )
    take_attempt(subject=subject, client=client.key, now=now)
    account = authenticate(request, username=login_name, password=password)
    if not isinstance(account, Account):
        raise WrongCredentials
    forgive_attempts(subject=subject, client=client.key)
    return account
