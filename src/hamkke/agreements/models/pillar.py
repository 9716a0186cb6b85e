"""The pillars on which agreements rest: data, because the official list has changed before."""

from __future__ import annotations

from django.db import models

from hamkke.audit.history import keep_history


@keep_history
class Pillar(models.Model):
    """A pillar (과제) that agreements may take up, as 지역 특색사업 공동 운영."""

    code = models.SlugField(max_length=40, unique=True)
    order = models.PositiveSmallIntegerField(unique=True)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120, blank=True)

    class Meta:
        """In the official order."""

        ordering = ("order",)

    def __str__(self) -> str:
        """This function will return the Korean name."""
        return self.name
