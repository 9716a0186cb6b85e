"""Schools and their class groups by school year."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from hamkke.audit.history import keep_history
from hamkke.organizations.models.district import District
from hamkke.organizations.models.organization import Organization


class SchoolLevel(models.TextChoices):
    """The levels of the national standard data (학교급구분)."""

    ELEMENTARY = "elementary", _("초등학교")
    MIDDLE = "middle", _("중학교")
    HIGH = "high", _("고등학교")
    OTHER = "other", _("그 밖의 학교")


@keep_history
class School(models.Model):
    """A school; its office of education follows from its district and the date."""

    # Invented schools of the demo; they are shown as sample and never counted.
    SAMPLE_PREFIX: ClassVar[str] = "SAMPLE-"

    organization = models.OneToOneField(
        Organization, on_delete=models.PROTECT, primary_key=True, related_name="school"
    )
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="schools")
    standard_id = models.CharField(max_length=20, unique=True)
    level = models.CharField(max_length=12, choices=SchoolLevel)
    level_name = models.CharField(max_length=40)
    establishment = models.CharField(max_length=20, blank=True)
    is_open = models.BooleanField(default=True)
    address = models.CharField(max_length=240)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    source_date = models.DateField(null=True)

    class Meta:
        """Lists of a district's schools by level."""

        indexes = (models.Index(fields=["district", "level"], name="school_district_level"),)

    def __str__(self) -> str:
        """This function will return the standard identifier."""
        return self.standard_id


@keep_history
class ClassGroup(models.Model):
    """A class group (학급) of one school year; `need_tier` 0 is ordinary, greater goes first."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="class_groups")
    school_year = models.PositiveSmallIntegerField()
    grade = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=20)
    pupil_count = models.PositiveSmallIntegerField()
    need_tier = models.PositiveSmallIntegerField(default=0)

    class Meta:
        """A class group stands once in its school and year."""

        ordering = ("school_year", "grade", "name", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["school", "school_year", "grade", "name"], name="class_group_once"
            ),
            models.CheckConstraint(
                condition=models.Q(grade__gte=1, grade__lte=6), name="class_group_grade"
            ),
            models.CheckConstraint(
                condition=models.Q(pupil_count__gte=1, pupil_count__lte=60),
                name="class_group_pupils",
            ),
        )

    def __str__(self) -> str:
        """This function will return the label as 5학년 2반."""
        return _("%(grade)d학년 %(name)s반") % {"grade": self.grade, "name": self.name}
