"""Credentials: readable by the identity role only."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from hamkke.accounts.models.person import Person


class AccountManager(BaseUserManager["Account"]):
    """Looks accounts up by their login name."""


class Account(AbstractBaseUser):
    """How a person signs in. The login name is an e-mail address or a name given out."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="account")
    login_name = models.CharField(max_length=150, unique=True)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "login_name"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def save(self, **how: Any) -> None:
        """This function will write credentials only: nothing else of an account ever changes.

        allauth saves accounts whole, and the identity role may update no other column.
        """
        if not self._state.adding:
            how.setdefault("update_fields", ("password", "last_login"))
        super().save(**how)

    def __str__(self) -> str:
        """This function will return the number, never the login name: it may reach a log."""
        return str(self.pk)
