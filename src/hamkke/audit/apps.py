"""Audit: append-only records of what was done and what was refused."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """One row per action, one per refusal; nobody changes or removes them."""

    name = "hamkke.audit"
    verbose_name = _("기록")
