"""Official weather alerts (특보), as the KMA states them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class WeatherAlert(models.Model):
    """One statement for one zone; `lifted_at`: when it was no longer among those in force.

    A statement is never made from observations. Words are the KMA's own (폭염, 주의).
    """

    region_code = models.CharField(max_length=20)
    region_name = models.CharField(max_length=60)
    parent_name = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)
    level = models.CharField(max_length=20)
    command = models.CharField(max_length=20)
    announced_at = models.DateTimeField()
    effective_at = models.DateTimeField()
    ends_text = models.CharField(max_length=60, blank=True)
    received_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        """In force once, whoever asks at the same moment."""

        ordering = ("parent_name", "region_name", "kind")
        constraints = (
            models.UniqueConstraint(
                fields=["region_code", "kind", "level", "announced_at", "effective_at", "command"],
                condition=Q(lifted_at__isnull=True),
                name="weather_alert_in_force_once",
            ),
        )

    def __str__(self) -> str:
        """This function will name zone and kind."""
        return f"{self.region_name} {self.kind}{self.level}"
