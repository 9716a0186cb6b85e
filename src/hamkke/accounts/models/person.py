"""People and what they may act as."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from hamkke.audit.history import keep_history


class Role(models.TextChoices):
    """What a person does in an organization."""

    OFFICER = "officer", _("담당자")
    SUPERINTENDENT = "superintendent", _("교육감")
    HEAD = "head", _("기관장")
    SCHOOL_OFFICER = "school_officer", _("학교 담당자")
    HOMEROOM_TEACHER = "homeroom_teacher", _("담임교사")
    VENUE_MANAGER = "venue_manager", _("체험처 관리자")
    STUDENT = "student", _("학생")
    PARENT = "parent", _("학부모")


@keep_history
class Person(models.Model):
    """A person, by name only; credentials and addresses are in the identity role's tables."""

    name = models.CharField(max_length=60)

    def __str__(self) -> str:
        """This function will return the name."""
        return self.name


@keep_history
class Membership(models.Model):
    """A person's role in an organization from a day up to and including another.

    `class_group` narrows the roles of a class: homeroom teacher, student, parent.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    organization = models.ForeignKey(
        "organizations.Organization", on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(max_length=20, choices=Role)
    class_group = models.ForeignKey(
        "organizations.ClassGroup",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
    )
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        """The same role twice on one day would make the history ambiguous."""

        indexes = (models.Index(fields=["organization", "role"], name="membership_org_role"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True)
                | models.Q(valid_until__gte=models.F("valid_from")),
                name="membership_dates_ordered",
            ),
            ExclusionConstraint(
                name="membership_once_a_day",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("organization", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (
                        models.functions.Coalesce("class_group", models.Value(0)),
                        RangeOperators.EQUAL,
                    ),
                    (
                        models.Func(
                            "valid_from",
                            "valid_until",
                            RangeBoundary(inclusive_lower=True, inclusive_upper=True),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        )

    def __str__(self) -> str:
        """This function will name the role and its organization by number."""
        return f"{self.role}@{self.organization_id}"
