"""Who a login name and a password belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.backends import ModelBackend

from hamkke.accounts.models import Account
from hamkke.accounts.queries.addresses import account_called

if TYPE_CHECKING:
    from django.http import HttpRequest

PATH = "hamkke.accounts.backends.AccountBackend"


class AccountBackend(ModelBackend):
    """Signs in by login name or e-mail address; every attempt costs one query and one hash."""

    def authenticate(
        self,
        request: HttpRequest | None,  # noqa: ARG002 - Django's signature
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,  # noqa: ARG002
    ) -> Account | None:
        """This function will return the account if the password is right and it is active."""
        if username is None or password is None:
            return None
        account = account_called(username)
        if account is None:
            Account().set_password(password)  # as long as a comparison takes
            return None
        is_right = account.check_password(password)
        return account if is_right and self.user_can_authenticate(account) else None
