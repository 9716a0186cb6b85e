"""A press release (보도자료) as its office works on it."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hamkke.audit.history import keep_history
from hamkke.news.models.licence import Licence


class ReleaseState(models.TextChoices):
    """Where a press release is; a return and a correction go back to the writers."""

    DRAFT = "draft", _("작성 중")
    RETURNED = "returned", _("보완 요청")
    REVIEW = "review", _("검토 중")
    PUBLISHED = "published", _("배포함")
    WITHDRAWN = "withdrawn", _("철회함")


@keep_history
class PressRelease(models.Model):
    """What an office writes; the public never reads this row.

    When another person approves it, PostgreSQL copies it to its news item, which the public reads
    (sql/0004): what is public is what was approved. `edition` counts approvals; a correction is a
    later one. `version` counts saves of the text (a stale form is refused). `writers` are the
    persons whose words the next edition holds: PostgreSQL keeps them and lets none of them approve.
    `pictures` is a list of {"key", "alt"}, `attachments` one of keys of files of this release.
    """

    LONGEST_TITLE: ClassVar[int] = 120
    LONGEST_SUBTITLE: ClassVar[int] = 200
    LONGEST_NAME: ClassVar[int] = 60
    LONGEST_PHONE: ClassVar[int] = 40
    LONGEST_NOTE: ClassVar[int] = 500

    organization = models.ForeignKey(
        "organizations.Organization", on_delete=models.PROTECT, related_name="+"
    )
    category = models.CharField(max_length=40)
    title = models.CharField(max_length=LONGEST_TITLE)
    subtitle = models.CharField(max_length=LONGEST_SUBTITLE, blank=True)
    body = models.TextField()
    department = models.CharField(max_length=LONGEST_NAME)
    contact_name = models.CharField(max_length=LONGEST_NAME)
    contact_phone = models.CharField(max_length=LONGEST_PHONE)
    contact_email = models.EmailField()
    licence = models.CharField(max_length=8, choices=Licence, default=Licence.KOGL_1)
    embargo_at = models.DateTimeField(null=True)
    correction_note = models.CharField(max_length=LONGEST_NOTE, blank=True)
    pictures = models.JSONField(default=list)
    attachments = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=ReleaseState, default=ReleaseState.DRAFT)
    version = models.PositiveIntegerField(default=1)
    edition = models.PositiveIntegerField(default=0)
    writers = ArrayField(models.BigIntegerField(), default=list)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)
    release_date = models.DateField(null=True)
    withdrawal_note = models.CharField(max_length=LONGEST_NOTE, blank=True)

    class Meta:
        """What an approved one has, and what one that is taken back says."""

        indexes = (models.Index(fields=["organization", "state"], name="release_of_body"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=ReleaseState.values), name="release_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=ReleaseState.PUBLISHED)
                | Q(released_at__isnull=False, release_date__isnull=False, edition__gte=1),
                name="release_published_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReleaseState.WITHDRAWN) | ~Q(withdrawal_note=""),
                name="release_withdrawn_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(body="") & ~Q(contact_phone=""),
                name="release_has_text",
            ),
        )

    def __str__(self) -> str:
        """This function will return the title."""
        return self.title
