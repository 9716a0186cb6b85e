"""What people did to a press release, written once and never changed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from hamkke.news.models.press_release import PressRelease


class ReleaseStepKind(models.TextChoices):
    """What a person did."""

    WRITTEN = "written", _("초안을 썼습니다")
    REVISED = "revised", _("내용을 고쳤습니다")
    SUBMITTED = "submitted", _("검토를 요청했습니다")
    RETURNED = "returned", _("보완을 요청했습니다")
    PUBLISHED = "published", _("승인해 배포했습니다")
    CORRECTED = "corrected", _("정정을 승인했습니다")
    WITHDRAWN = "withdrawn", _("철회했습니다")


class ReleaseStep(models.Model):
    """One step; the name is kept as it stood at the time."""

    release = models.ForeignKey(PressRelease, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=ReleaseStepKind)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=60)
    note = models.CharField(max_length=PressRelease.LONGEST_NOTE, blank=True)
    done_at = models.DateTimeField()

    class Meta:
        """In the order of happening."""

        ordering = ("done_at", "id")

    def __str__(self) -> str:
        """This function will name the step."""
        return f"{self.kind} {self.release_id}"
