"""Search over everything that is public."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """One index of what the public role may read; the apps that publish say what is in it."""

    name = "hamkke.search"
    verbose_name = _("찾기")
