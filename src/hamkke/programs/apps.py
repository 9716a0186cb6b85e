"""Programs: what venues offer under an agreement, and when."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgramsConfig(AppConfig):
    """A program stands under a pillar of an agreement in force and is approved by both sides."""

    name = "hamkke.programs"
    verbose_name = _("프로그램")
