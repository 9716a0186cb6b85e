"""What is known of a source: when it last gave something, and what is wrong since."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class FeedName(models.TextChoices):
    """What the hub is asked for."""

    OBSERVATIONS = "observations", _("관측")
    ALERTS = "alerts", _("특보")


class Feed(models.Model):
    """One source and its last attempt; `problem`: the refusal's name, empty when all went well."""

    name = models.CharField(max_length=20, primary_key=True, choices=FeedName)
    attempted_at = models.DateTimeField()
    succeeded_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        """This function will return the name."""
        return self.name
