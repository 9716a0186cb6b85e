"""A station of the surface network."""

from __future__ import annotations

from django.db import models


class Station(models.Model):
    """A station with its number in the network, and where it stands (WGS 84)."""

    number = models.PositiveSmallIntegerField(primary_key=True)
    name = models.CharField(max_length=20, unique=True)
    latitude = models.FloatField()
    longitude = models.FloatField()

    class Meta:
        """The standard order."""

        ordering = ("number",)

    def __str__(self) -> str:
        """This function will return the name."""
        return self.name
