"""News: imported pages, their repairs, and what is published."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    """News and the import of pages."""

    name = "hamkke.news"
    verbose_name = _("소식")

    def ready(self) -> None:
        """This function will show the desk entry to those who edit news."""
        from hamkke.news.queries.search_entries import (  # noqa: PLC0415 - as Django asks: apps first
            news_entries,
        )
        from hamkke.news.rules import may_release  # noqa: PLC0415
        from hamkke.search.sources import register  # noqa: PLC0415
        from hamkke.web.navigation import limit_desk_entry  # noqa: PLC0415

        limit_desk_entry("/desk/news/", may_release)
        register("news", label=_("소식"), source=news_entries)
