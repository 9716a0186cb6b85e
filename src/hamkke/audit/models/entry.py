"""Append-only entries. They hold numbers, not names: a person's name may change or be erased."""

from __future__ import annotations

import pgtrigger
from django.db import models


class ActionEntry(models.Model):
    """One action that changed something: who, through which membership, what, when."""

    action = models.CharField(max_length=80)
    person_number = models.BigIntegerField(null=True)
    membership_number = models.BigIntegerField(null=True)
    subject_type = models.CharField(max_length=80)
    subject_number = models.BigIntegerField()
    data = models.JSONField(default=dict)
    done_at = models.DateTimeField()

    class Meta:
        """Found by subject."""

        indexes = (models.Index(fields=["subject_type", "subject_number"], name="action_subject"),)
        triggers = (
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        """This function will name the action and its subject."""
        return f"{self.action} {self.subject_type}:{self.subject_number}"


class RefusalEntry(models.Model):
    """A signed-in person asked for what they may not see: where, when, which answer."""

    person_number = models.BigIntegerField()
    membership_number = models.BigIntegerField(null=True)
    path = models.CharField(max_length=400)
    status = models.PositiveSmallIntegerField()
    refused_at = models.DateTimeField()

    class Meta:
        """Found by person and time."""

        indexes = (models.Index(fields=["person_number", "refused_at"], name="refusal_person"),)
        triggers = (
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        """This function will name the answer and the path."""
        return f"{self.status} {self.path}"
