"""What somebody should know, not do."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Notice(models.Model):
    """A notice to one person, or to a role in an organization, perhaps of one class group only."""

    person = models.ForeignKey(
        "accounts.Person", on_delete=models.CASCADE, null=True, related_name="+"
    )
    organization = models.ForeignKey(
        "organizations.Organization", on_delete=models.PROTECT, null=True, related_name="+"
    )
    role = models.CharField(max_length=20, blank=True)
    class_group = models.ForeignKey(
        "organizations.ClassGroup", on_delete=models.PROTECT, null=True, related_name="+"
    )
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    detail = models.CharField(max_length=400, blank=True)
    url = models.CharField(max_length=200)
    posted_by = models.ForeignKey(
        "organizations.Organization", on_delete=models.PROTECT, null=True, related_name="+"
    )
    posted_at = models.DateTimeField()
    spread_at = models.DateTimeField(null=True)

    class Meta:
        """To a person or to a role, never to both or nobody."""

        indexes = (
            models.Index(fields=["person", "-posted_at"], name="notice_person"),
            models.Index(fields=["organization", "role", "-posted_at"], name="notice_role"),
            models.Index(
                fields=["id"], condition=Q(spread_at__isnull=True), name="notice_to_spread"
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(person__isnull=False, organization__isnull=True, role="")
                | Q(person__isnull=True, organization__isnull=False) & ~Q(role=""),
                name="notice_addressed_once",
            ),
            models.CheckConstraint(condition=Q(url__startswith="/"), name="notice_url_here"),
        )

    def __str__(self) -> str:
        """This function will return the title."""
        return self.title


class NoticeReading(models.Model):
    """That a person has read a notice."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="readings")
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        """Read once."""

        constraints = (
            models.UniqueConstraint(fields=["person", "notice"], name="notice_read_once"),
        )

    def __str__(self) -> str:
        """This function will name both by number."""
        return f"{self.person_id} read {self.notice_id}"
