"""E-mail addresses: in allauth's table, for the identity role and for delivery."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db.models import Q

from hamkke.accounts.models import Account


def account_called(name: str) -> Account | None:
    """This function will return the account with that login name or e-mail address, in one query.

    A confirmed address goes before one that somebody only claims.
    """
    return (
        Account.objects.filter(Q(login_name=name) | Q(emailaddress__email=name.lower()))
        .order_by("-emailaddress__verified", "pk")
        .select_related("person")
        .first()
    )


def address_of(*, person_id: int) -> str | None:
    """This function will return where a person gets e-mail: a confirmed address, or none.

    For the roles identity and jobs; the work area has no right to addresses.
    """
    found: str | None = (
        EmailAddress.objects.filter(user__person_id=person_id, verified=True)
        .order_by("-primary", "pk")
        .values_list("email", flat=True)
        .first()
    )
    return found


def addresses_of(*, account_id: int) -> list[str]:
    """This function will return all addresses of an account."""
    found = EmailAddress.objects.filter(user_id=account_id)
    return list(found.values_list("email", flat=True))


def is_taken(address: str) -> bool:
    """This function will tell whether an account has confirmed this address."""
    return bool(EmailAddress.objects.filter(email=address.lower(), verified=True).exists())
