"""Addresses to which nothing can be delivered."""

from __future__ import annotations

from django.db import models


class ReturnedMail(models.Model):
    """An address from which e-mail came back for good, and whose it was when known.

    `status` is the enhanced status code of RFC 3463, as 5.1.1: no such mailbox.
    """

    address = models.CharField(max_length=254, unique=True)
    person_number = models.BigIntegerField(null=True)
    status = models.CharField(max_length=12)
    returned_at = models.DateTimeField()

    class Meta:
        """Found by the person it concerns."""

        indexes = (models.Index(fields=["person_number"], name="returned_person"),)

    def __str__(self) -> str:
        """This function will return the status, never the address."""
        return self.status
