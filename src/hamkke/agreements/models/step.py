"""What people did to an agreement: approvals, signatures, and every step in one line.

All are written once and never changed. Names are kept as they stood at the time: each side may
read the other's names here, though it cannot read the other's people.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from hamkke.agreements.models.agreement import Agreement
from hamkke.audit.history import keep_history


class StepKind(models.TextChoices):
    """What a person did."""

    DRAFTED = "drafted", _("초안을 만들었습니다")
    REVISED = "revised", _("문안을 고쳤습니다")
    SUBMITTED = "submitted", _("결재를 올렸습니다")
    APPROVED = "approved", _("결재했습니다")
    RETURNED = "returned", _("되돌려 보냈습니다")
    SIGNED = "signed", _("서명했습니다")


class Deed(models.Model):
    """Who did it, for whom."""

    organization = models.ForeignKey(
        "organizations.Organization", on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=60)

    class Meta:
        """A part of the models below."""

        abstract = True


class AgreementStep(Deed):
    """One step of the agreement's way, in the words of its timeline."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=12, choices=StepKind)
    note = models.CharField(max_length=1000, blank=True)
    done_at = models.DateTimeField()

    class Meta:
        """In the order of happening."""

        ordering = ("done_at", "id")

    def __str__(self) -> str:
        """This function will name the step."""
        return f"{self.kind} {self.agreement_id}"


@keep_history
class Approval(Deed):
    """One side's approval of one submission."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="approvals")
    submission = models.PositiveIntegerField()
    approved_at = models.DateTimeField()

    class Meta:
        """A side approves a submission once."""

        constraints = (
            models.UniqueConstraint(
                fields=["agreement", "submission", "organization"], name="approval_once_a_side"
            ),
        )

    def __str__(self) -> str:
        """This function will name the agreement and the side by number."""
        return f"{self.agreement_id}-{self.organization_id}"


@keep_history
class Signature(Deed):
    """One side's signature under the frozen text of one submission."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="signatures")
    submission = models.PositiveIntegerField()
    office_title = models.CharField(max_length=80)
    content_hash = models.CharField(max_length=64)
    signed_at = models.DateTimeField()

    class Meta:
        """A side signs a submission once."""

        constraints = (
            models.UniqueConstraint(
                fields=["agreement", "submission", "organization"], name="signature_once_a_side"
            ),
        )

    def __str__(self) -> str:
        """This function will name the agreement and the side by number."""
        return f"{self.agreement_id}-{self.organization_id}"
