"""News: imported pages, their repairs, and what is published."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    """News and the import of pages."""

    name = "hamkke.news"
    verbose_name = _("소식")
