"""Failed attempts to prove who one is, by what was tried and from where."""

from __future__ import annotations

from django.db import models


class Attempt(models.Model):
    """How often something was tried in vain from one client; both are kept as keyed hashes."""

    subject = models.CharField(max_length=64)
    client = models.CharField(max_length=64)
    failures = models.PositiveIntegerField()
    last_at = models.DateTimeField(db_index=True)

    class Meta:
        """One row a pair."""

        constraints = (
            models.UniqueConstraint(fields=["subject", "client"], name="attempt_once_a_pair"),
        )

    def __str__(self) -> str:
        """This function will return the number: the hashes say nothing to anybody."""
        return str(self.pk)
