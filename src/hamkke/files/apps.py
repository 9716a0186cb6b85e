"""Files: what people attach, checked and kept in PostgreSQL."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    """Attachments of other apps, which this app knows by type and number only."""

    name = "hamkke.files"
    verbose_name = _("파일")
