"""What people did to a program: approvals, and every step in one line.

Both are written once and never changed. Names are kept as they stood at the time: each side may
read the other's names here, though it cannot read the other's people.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from hamkke.audit.history import keep_history
from hamkke.programs.models.program import Program


class StepKind(models.TextChoices):
    """What a person did."""

    OFFERED = "offered", _("프로그램을 만들었습니다")
    REVISED = "revised", _("내용을 고쳤습니다")
    SUBMITTED = "submitted", _("승인을 요청했습니다")
    APPROVED = "approved", _("승인했습니다")
    RETURNED = "returned", _("보완을 요청했습니다")


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


class ProgramStep(Deed):
    """One step of the program's way, in the words of its timeline."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=12, choices=StepKind)
    note = models.CharField(max_length=1000, blank=True)
    done_at = models.DateTimeField()

    class Meta:
        """In the order of happening."""

        ordering = ("done_at", "id")

    def __str__(self) -> str:
        """This function will name the step."""
        return f"{self.kind} {self.program_id}"


@keep_history
class ProgramApproval(Deed):
    """One side's approval of one submission."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="approvals")
    submission = models.PositiveIntegerField()
    approved_at = models.DateTimeField()

    class Meta:
        """A side approves a submission once."""

        constraints = (
            models.UniqueConstraint(
                fields=["program", "submission", "organization"],
                name="program_approval_once_a_side",
            ),
        )

    def __str__(self) -> str:
        """This function will name the program and the side by number."""
        return f"{self.program_id}-{self.organization_id}"
