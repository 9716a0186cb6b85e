"""The directory: local organizations, their services and places."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    """Local organizations, their services and places."""

    name = "hamkke.directory"
    verbose_name = _("기관 찾기")

    def ready(self) -> None:
        """This function will show the desk entry to keepers and let the directory be found."""
        from hamkke.directory.queries.search_entries import (  # noqa: PLC0415 - apps first
            organization_entries,
            service_entries,
        )
        from hamkke.directory.rules import opens_directory  # noqa: PLC0415
        from hamkke.search.sources import register  # noqa: PLC0415
        from hamkke.web.navigation import limit_desk_entry  # noqa: PLC0415

        limit_desk_entry("/desk/directory/", opens_directory)
        register("organization", label=_("기관"), source=organization_entries)
        register("service", label=_("기관의 활동"), source=service_entries)
