"""Who is told by e-mail, of what, and when."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class MailChoice(models.TextChoices):
    """How a person wants to be told by e-mail."""

    AT_ONCE = "at_once", _("일이 생기면 바로")
    DIGEST = "digest", _("하루에 한 번 모아서")
    NONE = "none", _("받지 않기")


class MailPreference(models.Model):
    """A person's choice; who made none has that of queries.choices.Choice."""

    person = models.OneToOneField(
        "accounts.Person", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    choice = models.CharField(max_length=10, choices=MailChoice)
    quiet_from = models.TimeField()
    quiet_until = models.TimeField()
    quiet_days = models.BooleanField()

    def __str__(self) -> str:
        """This function will name the choice."""
        return self.choice


class Mailing(models.Model):
    """A task or notice that a person is to be told of by e-mail, at `due_at` or after.

    `occasion`: new, soon (due tomorrow), late (was due yesterday), again-20251211 (asked again).
    """

    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    task = models.ForeignKey(
        "inbox.Task", on_delete=models.CASCADE, null=True, related_name="mailings"
    )
    notice = models.ForeignKey(
        "inbox.Notice", on_delete=models.CASCADE, null=True, related_name="mailings"
    )
    occasion = models.CharField(max_length=20)
    due_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        """Told once an occasion."""

        indexes = (
            models.Index(
                fields=["due_at", "person"],
                condition=Q(mailed_at__isnull=True),
                name="mailing_waiting",
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["person", "task", "notice", "occasion"],
                nulls_distinct=False,
                name="mailing_once",
            ),
            models.CheckConstraint(
                condition=Q(task__isnull=True) ^ Q(notice__isnull=True), name="mailing_of_one"
            ),
        )

    def __str__(self) -> str:
        """This function will name the occasion."""
        return self.occasion
