"""Organizations: offices, districts, schools, venues and class groups."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganizationsConfig(AppConfig):
    """The bodies that take part, and how they belong together."""

    name = "hamkke.organizations"
    verbose_name = _("기관")
