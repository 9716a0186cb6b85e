"""Programs: what venues offer under an agreement, and when."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgramsConfig(AppConfig):
    """A program stands under a pillar of an agreement in force and is approved by both sides."""

    name = "hamkke.programs"
    verbose_name = _("프로그램")

    def ready(self) -> None:
        """This function will show the desk entry to those whose work programs are."""
        from hamkke.programs.queries.search_entries import (  # noqa: PLC0415 - needs models
            program_entries,
        )
        from hamkke.programs.rules.permissions import concerns  # noqa: PLC0415
        from hamkke.search.sources import register  # noqa: PLC0415
        from hamkke.web.navigation import limit_desk_entry  # noqa: PLC0415

        limit_desk_entry("/desk/programs/", lambda viewer: concerns(viewer) is not None)
        register("program", label=_("프로그램"), source=program_entries)
