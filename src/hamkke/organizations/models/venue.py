"""Venues: local organizations that offer programs."""

from __future__ import annotations

from django.db import models

from hamkke.audit.history import keep_history
from hamkke.organizations.models.district import District
from hamkke.organizations.models.organization import Organization


@keep_history
class Venue(models.Model):
    """A venue (체험처) in a district."""

    organization = models.OneToOneField(
        Organization, on_delete=models.PROTECT, primary_key=True, related_name="venue"
    )
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="venues")
    address = models.CharField(max_length=240, blank=True)

    def __str__(self) -> str:
        """This function will return the address."""
        return self.address
