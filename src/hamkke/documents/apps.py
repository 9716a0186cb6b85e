"""Documents: official documents from one source tree, and how a file is read back."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    """Knows no models: other apps say what a document holds."""

    name = "hamkke.documents"
    verbose_name = _("문서")
