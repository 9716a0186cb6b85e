"""Districts, offices of education, and which office covers which district, by date."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from hamkke.audit.history import keep_history
from hamkke.organizations.models.organization import Organization


class EducationOffice(models.Model):
    """An office of education (교육지원청) of the metropolitan office."""

    organization = models.OneToOneField(
        Organization, on_delete=models.PROTECT, primary_key=True, related_name="education_office"
    )
    short_name = models.CharField(max_length=40, unique=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=200, blank=True)
    website = models.URLField(blank=True)

    def __str__(self) -> str:
        """This function will return the short name, as 남부."""
        return self.short_name


class District(models.Model):
    """A district (자치구) with its five-digit 시군구 code; never a KOSTAT code.

    Coordinates are WGS 84 degrees; `grid_x`, `grid_y` are cells of the KMA forecast grid.
    """

    organization = models.OneToOneField(
        Organization, on_delete=models.PROTECT, primary_key=True, related_name="district"
    )
    code = models.CharField(max_length=5, unique=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    grid_x = models.PositiveSmallIntegerField()
    grid_y = models.PositiveSmallIntegerField()

    class Meta:
        """The code is five digits."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^[0-9]{5}$"), name="district_code_five_digits"
            ),
        )

    def __str__(self) -> str:
        """This function will return the code."""
        return self.code


class DistrictAlias(models.Model):
    """Another name of a district's scheme, as 금천교육협력특구, by which people search."""

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=120)

    class Meta:
        """One district does not carry a name twice."""

        constraints = (
            models.UniqueConstraint(fields=["district", "name"], name="district_alias_once"),
        )

    def __str__(self) -> str:
        """This function will return the alias."""
        return self.name


class DistrictAdjacency(models.Model):
    """Two districts that share a border; stored in both directions."""

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="adjacencies")
    neighbour = models.ForeignKey(District, on_delete=models.CASCADE, related_name="+")

    class Meta:
        """Each direction once, no district beside itself."""

        constraints = (
            models.UniqueConstraint(fields=["district", "neighbour"], name="adjacency_once"),
            models.CheckConstraint(
                condition=~models.Q(district=models.F("neighbour")), name="adjacency_not_self"
            ),
        )

    def __str__(self) -> str:
        """This function will name the pair."""
        return f"{self.district_id}-{self.neighbour_id}"


@keep_history
class OfficeDistrict(models.Model):
    """Which office of education covers a district from when to when (set by ordinance)."""

    education_office = models.ForeignKey(
        EducationOffice, on_delete=models.PROTECT, related_name="coverages"
    )
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="coverages")
    valid_during = DateRangeField()

    class Meta:
        """No day on which two offices cover one district."""

        constraints = (
            ExclusionConstraint(
                name="one_office_per_district_and_day",
                expressions=[
                    ("district", RangeOperators.EQUAL),
                    ("valid_during", RangeOperators.OVERLAPS),
                ],
            ),
        )

    def __str__(self) -> str:
        """This function will name the pair and its days."""
        return f"{self.education_office_id}-{self.district_id} {self.valid_during}"
