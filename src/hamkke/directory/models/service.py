"""What an organization offers, and where and when."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hamkke.audit.history import keep_history
from hamkke.directory.models.location import Location


class Topic(models.TextChoices):
    """What a service is about: the terms of the taxonomy."""

    SCIENCE = "science", _("과학·기술")
    NATURE = "nature", _("생태·환경")
    ART = "art", _("문화·예술")
    SPORT = "sport", _("체육")
    CAREER = "career", _("진로·직업")
    READING = "reading", _("독서·인문")
    HISTORY = "history", _("역사·마을")
    CARE = "care", _("돌봄")
    COUNSELLING = "counselling", _("상담")
    SAFETY = "safety", _("안전")


class Cost(models.TextChoices):
    """Whether taking part costs something."""

    FREE = "free", _("무료")
    PARTLY = "partly", _("일부 유료")
    PAID = "paid", _("유료")


class Language(models.TextChoices):
    """Languages that are spoken at a service (ISO 639-1)."""

    KO = "ko", _("한국어")
    EN = "en", _("영어")
    ZH = "zh", _("중국어")
    JA = "ja", _("일본어")
    VI = "vi", _("베트남어")
    RU = "ru", _("러시아어")


@keep_history
class Service(models.Model):
    """A service of an organization. `last_checked_on`: when its own people last said it is right.

    Ages are full years (만 나이), both ends included; empty: no limit.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(
        "organizations.Organization", on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=160, blank=True)
    description = models.TextField(max_length=2000)
    description_en = models.TextField(max_length=2000, blank=True)
    topics = ArrayField(models.CharField(max_length=20, choices=Topic), default=list)
    minimum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    cost = models.CharField(max_length=8, choices=Cost, default=Cost.FREE)
    fee_note = models.CharField(max_length=300, blank=True)
    languages = ArrayField(models.CharField(max_length=2, choices=Language), default=list)
    how_to_apply = models.CharField(max_length=400, blank=True)
    contact_name = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(max_length=300, blank=True)
    is_active = models.BooleanField(default=True)
    last_checked_on = models.DateField()
    modified_at = models.DateTimeField()

    class Meta:
        """가나다 order; ages in order."""

        ordering = ("name", "id")
        indexes = (
            models.Index(fields=["organization", "name"], name="service_of_organization"),
            models.Index(fields=["last_checked_on"], name="service_last_checked"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(minimum_age__isnull=True)
                | Q(maximum_age__isnull=True)
                | Q(minimum_age__lte=F("maximum_age")),
                name="service_ages_ordered",
            ),
        )

    def __str__(self) -> str:
        """This function will return the name."""
        return self.name


class ServiceAtLocation(models.Model):
    """A service at a place, with its hours. `weekdays`: 0 Monday … 6 Sunday."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="places")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="services")
    weekdays = ArrayField(models.PositiveSmallIntegerField(), default=list)
    opens_at = models.TimeField(null=True, blank=True)
    closes_at = models.TimeField(null=True, blank=True)
    hours_note = models.CharField(max_length=200, blank=True)

    class Meta:
        """A service is once at a place."""

        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["service", "location"], name="service_once_at_place"),
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True)
                | Q(closes_at__isnull=True)
                | Q(opens_at__lt=F("closes_at")),
                name="hours_ordered",
            ),
        )

    def __str__(self) -> str:
        """This function will name both by number."""
        return f"{self.service_id}@{self.location_id}"
