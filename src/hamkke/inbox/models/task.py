"""What somebody has to do next."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Task(models.Model):
    """A task for a role in an organization, perhaps of one class group only.

    It is about a subject of another app, which the inbox knows by type and number only; `kind`
    is a code of the app that posted it. The words are those of the moment of posting; `thing` names
    the subject. `spread_at`: since when those it is for are told by e-mail; `reminded_at`: when who
    posted it last asked again.
    """

    organization = models.ForeignKey(
        "organizations.Organization", on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(max_length=20)
    class_group = models.ForeignKey(
        "organizations.ClassGroup", on_delete=models.PROTECT, null=True, related_name="+"
    )
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    detail = models.CharField(max_length=400, blank=True)
    action_label = models.CharField(max_length=40, blank=True)
    url = models.CharField(max_length=200)
    subject_type = models.CharField(max_length=80)
    subject_number = models.BigIntegerField()
    thing = models.CharField(max_length=200, blank=True)
    posted_by = models.ForeignKey(
        "organizations.Organization", on_delete=models.PROTECT, null=True, related_name="+"
    )
    posted_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    spread_at = models.DateTimeField(null=True)

    class Meta:
        """The same task is open once: a double click posts nothing twice."""

        indexes = (
            models.Index(
                fields=["organization", "role"],
                condition=Q(closed_at__isnull=True),
                name="task_open_of_role",
            ),
            models.Index(fields=["subject_type", "subject_number"], name="task_subject"),
            models.Index(fields=["posted_by", "closed_at"], name="task_posted_by"),
            models.Index(
                fields=["id"],
                condition=Q(spread_at__isnull=True, closed_at__isnull=True),
                name="task_to_spread",
            ),
            models.Index(
                fields=["due_at"], condition=Q(closed_at__isnull=True), name="task_open_due"
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=[
                    "subject_type",
                    "subject_number",
                    "kind",
                    "organization",
                    "role",
                    "class_group",
                ],
                condition=Q(closed_at__isnull=True),
                nulls_distinct=False,
                name="task_open_once",
            ),
            models.CheckConstraint(condition=Q(url__startswith="/"), name="task_url_here"),
        )

    def __str__(self) -> str:
        """This function will return the title."""
        return self.title
