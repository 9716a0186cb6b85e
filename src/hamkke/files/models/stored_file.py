"""A file that somebody attached."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class StoredFile(models.Model):
    """What is known of a file; its subject is known by type and number only, as in the inbox.

    The key is random: an address cannot be guessed. Who may read, add and remove a file is said by
    the app whose subject it belongs to, with policies of its own on this table.
    """

    LONGEST_NAME: ClassVar[int] = 160

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=LONGEST_NAME)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    subject_type = models.CharField(max_length=80)
    subject_number = models.BigIntegerField()
    is_public = models.BooleanField(default=False)
    uploaded_by_number = models.BigIntegerField(null=True)
    uploaded_at = models.DateTimeField()

    class Meta:
        """In the order of their arrival."""

        ordering = ("uploaded_at", "key")
        indexes = (models.Index(fields=["subject_type", "subject_number"], name="file_subject"),)

    def __str__(self) -> str:
        """This function will return the key, never the name: it may reach a log."""
        return str(self.key)


class FileContent(models.Model):
    """The bytes of a file, apart: lists never read them."""

    file = models.OneToOneField(
        StoredFile, on_delete=models.DB_CASCADE, primary_key=True, related_name="content"
    )
    data = models.BinaryField()

    def __str__(self) -> str:
        """This function will return the key of the file."""
        return str(self.pk)
