"""Mail: e-mails that wait, that were delivered, and that came back."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailConfig(AppConfig):
    """Other apps queue an e-mail in their transaction; a job delivers it."""

    name = "hamkke.mail"
    verbose_name = _("이메일")
