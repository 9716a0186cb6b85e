"""Agreements."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """The app agreements."""

    name = "hamkke.agreements"

    def ready(self) -> None:
        """This function will let published agreements be found."""
        from django.utils.translation import gettext_lazy as _  # noqa: PLC0415

        from hamkke.agreements.queries.search_entries import (  # noqa: PLC0415 - needs models
            agreement_entries,
        )
        from hamkke.search.sources import register  # noqa: PLC0415

        register("agreement", label=_("협약"), source=agreement_entries)
