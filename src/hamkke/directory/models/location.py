"""Where services take place."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hamkke.audit.history import keep_history


class Access(models.TextChoices):
    """What makes a place reachable for everybody."""

    WHEELCHAIR = "wheelchair", _("휠체어로 들어갈 수 있음")
    LIFT = "lift", _("승강기")
    TOILET = "toilet", _("장애인 화장실")
    BRAILLE = "braille", _("점자 안내")
    SIGN_LANGUAGE = "sign_language", _("수어 안내")
    PARKING = "parking", _("장애인 주차 자리")
    BUS = "bus", _("단체 버스 승하차 자리")


class PlaceFields(models.Model):
    """What the own table and the public view of places share. Coordinates: WGS 84 degrees."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(
        "organizations.Organization", on_delete=models.PROTECT, related_name="+"
    )
    district = models.ForeignKey(
        "organizations.District", on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=160, blank=True)
    address = models.CharField(max_length=240, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    directions = models.CharField(max_length=400, blank=True)
    access = ArrayField(models.CharField(max_length=20, choices=Access), default=list, blank=True)
    is_confidential = models.BooleanField(default=False)
    modified_at = models.DateTimeField()

    class Meta:
        """Shared columns only."""

        abstract = True

    def __str__(self) -> str:
        """This function will return the name."""
        return self.name


@keep_history
class Location(PlaceFields):
    """A place of an organization, with its address also where that is confidential."""

    class Meta:
        """A point has both coordinates, in Korea."""

        ordering = ("name", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__gte=33,
                    latitude__lte=39,
                    longitude__gte=124,
                    longitude__lte=132,
                ),
                name="location_in_korea",
            ),
        )


class PublicLocation(PlaceFields):
    """The view that leaves the way to confidential places out: all the public may read."""

    class Meta:
        """A view of PostgreSQL, made in sql/."""

        managed = False
        db_table = "directory_publiclocation"
        ordering = ("name", "id")
