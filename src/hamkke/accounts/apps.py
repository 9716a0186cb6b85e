"""Accounts: people, their memberships, and how they sign in."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """People act through a membership: person, organization, role, dates."""

    name = "hamkke.accounts"
    verbose_name = _("사람")

    def ready(self) -> None:
        """This function will register the checks and limit the desk entry to who gives roles."""
        from hamkke.accounts import checks  # noqa: F401, PLC0415 - registers itself when imported
        from hamkke.accounts.rules import (  # noqa: PLC0415 - apps first
            gives_roles,
            hands_out_codes,
        )
        from hamkke.web.navigation import limit_desk_entry  # noqa: PLC0415

        limit_desk_entry("/desk/people/", gives_roles)
        limit_desk_entry("/desk/families/", hands_out_codes)
