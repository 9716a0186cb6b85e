"""The program that a venue offers, and the sessions to which class groups come."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hamkke.audit.history import keep_history


class ProgramState(models.TextChoices):
    """What happens to a program, in this order; a return goes back to the venue."""

    DRAFT = "draft", _("작성 중")
    RETURNED = "returned", _("보완 요청")
    SUBMITTED = "submitted", _("승인 대기")
    PUBLISHED = "published", _("공개")


class ProgramLevel(models.TextChoices):
    """For which schools a program is; the codes are those of the schools' levels."""

    ELEMENTARY = "elementary", _("초등학교")
    MIDDLE = "middle", _("중학교")
    HIGH = "high", _("고등학교")
    OTHER = "other", _("그 밖의 학교")


# The last grade of each level.
GRADES: Final = {
    ProgramLevel.ELEMENTARY: 6,
    ProgramLevel.MIDDLE: 3,
    ProgramLevel.HIGH: 3,
    ProgramLevel.OTHER: 6,
}
LARGEST_SESSION: Final = 500
LARGEST_CLASS: Final = 60


@keep_history
class Program(models.Model):
    """A program (지역연계 교육) under a pillar of the agreement in force in the venue's district.

    `education_office` covers the district at the last submission: it and the district approve.
    `version` counts saves (a stale form is refused), `submission` counts submissions: approvals
    belong to one, so that a return voids them. `cost` is in won a pupil.
    """

    agreement_pillar = models.ForeignKey(
        "agreements.AgreementPillar", on_delete=models.PROTECT, related_name="programs"
    )
    district = models.ForeignKey(
        "organizations.District", on_delete=models.PROTECT, related_name="programs"
    )
    education_office = models.ForeignKey(
        "organizations.EducationOffice", on_delete=models.PROTECT, related_name="programs"
    )
    venue = models.ForeignKey(
        "organizations.Venue", on_delete=models.PROTECT, related_name="programs"
    )
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=200)
    description = models.TextField(max_length=4000)
    preparation = models.TextField(max_length=1000, blank=True)
    cost = models.PositiveIntegerField(default=0)
    level = models.CharField(max_length=12, choices=ProgramLevel)
    grade_from = models.PositiveSmallIntegerField()
    grade_to = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=ProgramState, default=ProgramState.DRAFT)
    version = models.PositiveIntegerField(default=1)
    submission = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        """Published means public; the grades are those that the level has."""

        indexes = (
            models.Index(fields=["district", "state"], name="program_district_state"),
            models.Index(fields=["venue", "state"], name="program_venue_state"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=ProgramState.values), name="program_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=ProgramState.PUBLISHED, published_at__isnull=False)
                | Q(~Q(state=ProgramState.PUBLISHED), published_at__isnull=True),
                name="program_public_published",
            ),
            models.CheckConstraint(
                condition=Q(grade_from__gte=1, grade_to__gte=F("grade_from"))
                & (
                    Q(level__in=[ProgramLevel.ELEMENTARY, ProgramLevel.OTHER], grade_to__lte=6)
                    | Q(level__in=[ProgramLevel.MIDDLE, ProgramLevel.HIGH], grade_to__lte=3)
                ),
                name="program_grades_of_level",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(summary="") & ~Q(description=""),
                name="program_has_text",
            ),
            models.CheckConstraint(condition=Q(cost__lte=1_000_000), name="program_cost"),
        )

    def __str__(self) -> str:
        """This function will return the title."""
        return self.title


@keep_history
class ProgramSession(models.Model):
    """One date of a program; `capacity` and `minimum` count class groups.

    `max_pupils` is how large a class group may be, None for any.
    """

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="sessions")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=120)
    capacity = models.PositiveSmallIntegerField()
    minimum = models.PositiveSmallIntegerField()
    max_pupils = models.PositiveSmallIntegerField(null=True)

    class Meta:
        """By date; the same time at the same place only once."""

        ordering = ("starts_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["program", "starts_at", "place"], name="program_session_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="program_session_lasts"
            ),
            models.CheckConstraint(
                condition=Q(
                    minimum__gte=1, minimum__lte=F("capacity"), capacity__lte=LARGEST_SESSION
                ),
                name="program_session_places",
            ),
            models.CheckConstraint(
                condition=Q(max_pupils__isnull=True)
                | Q(max_pupils__gte=1, max_pupils__lte=LARGEST_CLASS),
                name="program_session_pupils",
            ),
            models.CheckConstraint(condition=~Q(place=""), name="program_session_has_place"),
        )

    def __str__(self) -> str:
        """This function will name the moment and the place."""
        return f"{self.starts_at:%Y-%m-%d %H:%M} {self.place}"
