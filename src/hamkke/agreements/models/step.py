"""What people did to an agreement: approvals, signatures, and every step in one line.

All are written once and never changed. Names are kept as they stood at the time: each side may
read the other's names here, though it cannot read the other's people.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hamkke.agreements.models.agreement import Agreement
from hamkke.audit.history import keep_history


class StepKind(models.TextChoices):
    """What a person did."""

    DRAFTED = "drafted", _("초안을 만들었습니다")
    REVISED = "revised", _("문안을 고쳤습니다")
    SUBMITTED = "submitted", _("결재를 올렸습니다")
    APPROVED = "approved", _("결재했습니다")
    LAID = "laid", _("기안했습니다")
    REVIEWED = "reviewed", _("검토했습니다")
    NUMBERED = "numbered", _("문서번호를 적었습니다")
    RETURNED = "returned", _("되돌려 보냈습니다")
    SIGNED = "signed", _("서명했습니다")


class LinePart(models.TextChoices):
    """What a step of an approval line is there for."""

    DRAFT = "draft", _("기안")
    REVIEW = "review", _("검토")
    DECIDE = "decide", _("결재")


class Manner(models.TextChoices):
    """By what right somebody decides in another's place."""

    DELEGATED = "delegated", _("전결")
    ACTING = "acting", _("대결")


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
    """What one side did at one step of its approval line: drafted, reviewed or decided.

    Place 0 is a decision from before there were lines. `stand_in` is by what right somebody
    decided in another's place, `manner` the official word for it.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="approvals")
    submission = models.PositiveIntegerField()
    place = models.PositiveSmallIntegerField(default=0)
    part = models.CharField(max_length=10, choices=LinePart, default=LinePart.DECIDE)
    manner = models.CharField(max_length=10, choices=Manner, blank=True, default="")
    stand_in = models.ForeignKey(
        "agreements.StandIn", null=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField()

    class Meta:
        """Each step once, and a side decides on a submission once."""

        constraints = (
            models.UniqueConstraint(
                fields=["agreement", "submission", "organization", "place"],
                name="approval_once_a_place",
            ),
            models.UniqueConstraint(
                fields=["agreement", "submission", "organization"],
                condition=Q(part=LinePart.DECIDE),
                name="approval_decided_once_a_side",
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
