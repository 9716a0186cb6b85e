"""What the directory knows of a local organization."""

from __future__ import annotations

import uuid

from django.db import models

from hamkke.audit.history import keep_history


@keep_history
class Profile(models.Model):
    """A local organization in the directory; public until the day its verification ends.

    `key` is its identifier in open data and never changes.
    """

    organization = models.OneToOneField(
        "organizations.Organization", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey(
        "organizations.District", on_delete=models.PROTECT, related_name="+"
    )
    description = models.TextField(max_length=2000, blank=True)
    description_en = models.TextField(max_length=2000, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(max_length=300, blank=True)
    verified_until = models.DateField()
    modified_at = models.DateTimeField()

    class Meta:
        """Those whose verification ends soon are looked for every night."""

        indexes = (models.Index(fields=["verified_until"], name="profile_verified_until"),)

    def __str__(self) -> str:
        """This function will name the organization by number."""
        return str(self.pk)
