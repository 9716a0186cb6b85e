"""An e-mail on its way."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class MessageState(models.TextChoices):
    """How far an e-mail has come."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Message(models.Model):
    """One e-mail to one address.

    Its `reference` is its Message-ID, the same at each attempt. Subject and text, which may hold a
    link that signs in, are emptied when it is finished; the row goes 30 days later. `due_at` is
    when the next attempt may begin; while one runs, when it is given up for lost. `unsure` counts
    attempts of which nobody knows whether the server took the message.
    """

    reference = models.UUIDField(unique=True)
    address = models.CharField(max_length=254)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    purpose = models.CharField(max_length=60)
    # A number, as in the audit: people are above this app, and may be erased.
    person_number = models.BigIntegerField(null=True)
    state = models.CharField(max_length=10, choices=MessageState, default=MessageState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    unsure = models.PositiveSmallIntegerField(default=0)
    reply = models.CharField(max_length=20, blank=True)
    queued_at = models.DateTimeField()
    due_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        """A finished message keeps no words."""

        indexes = (
            models.Index(
                fields=["due_at"], condition=Q(finished_at__isnull=True), name="message_waiting"
            ),
            models.Index(fields=["finished_at"], name="message_finished"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True, state__in=["queued", "sending"])
                | Q(
                    finished_at__isnull=False,
                    state__in=["sent", "failed", "unknown"],
                    subject="",
                    text="",
                ),
                name="message_finished_is_empty",
            ),
        )

    def __str__(self) -> str:
        """This function will return the reference, never the address: it may reach a log."""
        return str(self.reference)
