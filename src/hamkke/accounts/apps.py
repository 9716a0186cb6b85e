"""Accounts: people, their memberships, and how they sign in."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """People act through a membership: person, organization, role, dates."""

    name = "hamkke.accounts"
    verbose_name = _("사람")
