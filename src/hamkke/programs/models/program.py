"""A program and the steps it went through."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from hamkke.audit.history import keep_history


class ProgramState(models.TextChoices):
    """Where a program stands."""

    DRAFT = "draft", _("작성 중")
    SUBMITTED = "submitted", _("승인 기다림")
    PUBLISHED = "published", _("공개")


class Level(models.TextChoices):
    """The level of school a program is for."""

    ELEMENTARY = "elementary", _("초등학교")
    MIDDLE = "middle", _("중학교")
    HIGH = "high", _("고등학교")


@keep_history
class Program(models.Model):
    """What a venue offers to class groups under one pillar of its district's agreement.

    `version` counts saved changes, so that a stale second tab is noticed; `submission` counts how
    often it was submitted, so that an approval belongs to the text that was read. `search_text`
    is the title, summary, venue and district without spaces, for trigram search.
    """

    agreement_pillar = models.ForeignKey(
        "agreements.AgreementPillar", on_delete=models.PROTECT, related_name="programs"
    )
    district = models.ForeignKey(
        "organizations.District", on_delete=models.PROTECT, related_name="programs"
    )
    venue = models.ForeignKey(
        "organizations.Venue", on_delete=models.PROTECT, related_name="programs"
    )
    title = models.CharField(max_length=80)
    summary = models.CharField(max_length=160)
    description = models.TextField(max_length=4000)
    level = models.CharField(max_length=12, choices=Level)
    grade_from = models.PositiveSmallIntegerField()
    grade_to = models.PositiveSmallIntegerField()
    materials = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=12, choices=ProgramState, default=ProgramState.DRAFT)
    version = models.PositiveIntegerField(default=1)
    submission = models.PositiveIntegerField(default=0)
    search_text = models.TextField(default="")
    created_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        """Grades in order; published exactly when the state says so."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(grade_from__gte=1)
                & models.Q(grade_to__gte=models.F("grade_from"))
                & models.Q(grade_to__lte=6),
                name="program_grades_ordered",
            ),
            models.CheckConstraint(
                condition=models.Q(state="published", published_at__isnull=False)
                | (~models.Q(state="published") & models.Q(published_at__isnull=True)),
                name="program_published_when_so",
            ),
        )
        indexes = (
            models.Index(fields=["district", "state"], name="program_district_state"),
            GinIndex(
                fields=["search_text"], opclasses=["gin_trgm_ops"], name="program_search_text"
            ),
        )

    def __str__(self) -> str:
        """This function will return the title."""
        return self.title


class StepKind(models.TextChoices):
    """What someone did with a program."""

    SUBMITTED = "submitted", _("제출")
    APPROVED = "approved", _("승인")
    RETURNED = "returned", _("반려")


class ProgramStep(models.Model):
    """One step of a program: submitted, approved by a side, returned with a reason.

    Append-only. A side approves one submission once.
    """

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=12, choices=StepKind)
    submission = models.PositiveIntegerField()
    organization = models.ForeignKey(
        "organizations.Organization", on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=60)
    reason = models.CharField(max_length=500, blank=True)
    done_at = models.DateTimeField()

    class Meta:
        """One approval for each side and submission."""

        ordering = ("done_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["program", "submission", "organization"],
                condition=models.Q(kind="approved"),
                name="program_approved_once_by_side",
            ),
        )

    def __str__(self) -> str:
        """This function will name the step."""
        return f"{self.kind} {self.program_id}"
