"""A local organization asks to take part."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ApplicationState(models.TextChoices):
    """Where an application stands."""

    SUBMITTED = "submitted", _("확인하고 있습니다")
    APPROVED = "approved", _("승인했습니다")
    REFUSED = "refused", _("승인하지 않았습니다")


class Application(models.Model):
    """An application of an organization that is not on record yet.

    `secret_hash` belongs to the address under which the applicant sees how it stands.
    `registration_number`: ten digits of 사업자등록번호 or 고유번호, never of a person.
    """

    secret_hash = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=120)
    registration_number = models.CharField(max_length=10)
    district = models.ForeignKey(
        "organizations.District", on_delete=models.PROTECT, related_name="+"
    )
    address = models.CharField(max_length=240)
    contact_name = models.CharField(max_length=60)
    contact_email = models.EmailField()
    phone = models.CharField(max_length=40, blank=True)
    plan = models.TextField(max_length=2000)
    state = models.CharField(
        max_length=10, choices=ApplicationState, default=ApplicationState.SUBMITTED
    )
    submitted_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField(max_length=1000, blank=True)
    organization = models.OneToOneField(
        "organizations.Organization", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        """One open application for a registration number; a refusal has its reason."""

        ordering = ("submitted_at", "id")
        indexes = (models.Index(fields=["district", "state"], name="application_district"),)
        constraints = (
            models.UniqueConstraint(
                fields=["registration_number"],
                condition=Q(state="submitted"),
                name="application_open_once",
            ),
            models.CheckConstraint(
                condition=Q(registration_number__regex=r"^[0-9]{10}$"),
                name="application_number_ten_digits",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""), name="application_refused_why"
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(organization__isnull=False),
                name="application_approved_on_record",
            ),
        )

    def __str__(self) -> str:
        """This function will return the number: the name may be a person's."""
        return str(self.pk)
