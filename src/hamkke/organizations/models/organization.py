"""What every body that takes part has in common."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from hamkke.audit.history import keep_history


class OrganizationKind(models.TextChoices):
    """The kinds of body; a school, a district … carries its details in a row of its own."""

    METROPOLITAN_OFFICE = "metropolitan_office", _("교육청")
    EDUCATION_OFFICE = "education_office", _("교육지원청")
    DISTRICT = "district", _("자치구")
    SCHOOL = "school", _("학교")
    VENUE = "venue", _("체험처")


@keep_history
class Organization(models.Model):
    """A body that people belong to and act for. Names are public; NFC."""

    kind = models.CharField(max_length=24, choices=OrganizationKind)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=160, blank=True)

    class Meta:
        """가나다 order: the code-point order of NFC Hangul."""

        ordering = ("name", "id")
        indexes = (models.Index(fields=["kind", "name"], name="organization_kind_name"),)

    def __str__(self) -> str:
        """This function will return the Korean name."""
        return self.name
