"""Organizations: offices, districts, schools, venues and class groups."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganizationsConfig(AppConfig):
    """The bodies that take part, and how they belong together."""

    name = "hamkke.organizations"
    verbose_name = _("기관")

    def ready(self) -> None:
        """This function will let districts and schools be found."""
        from hamkke.organizations.queries.search_entries import (  # noqa: PLC0415 - needs models
            district_entries,
            school_entries,
        )
        from hamkke.search.sources import register  # noqa: PLC0415

        register("district", label=_("자치구"), source=district_entries)
        register("school", label=_("학교"), source=school_entries)
