"""A saved page, kept byte for byte."""

from __future__ import annotations

from django.db import models


class SourcePage(models.Model):
    """The bytes of a page as they were imported; never changed, never shown to the public."""

    digest = models.CharField(max_length=64, unique=True)
    content = models.BinaryField()
    file_name = models.CharField(max_length=200)
    page_date = models.DateField(null=True)
    findings = models.JSONField(default=list)
    imported_at = models.DateTimeField()

    class Meta:
        """A digest is a SHA-256 in hexadecimal."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(digest__regex=r"^[0-9a-f]{64}$"), name="source_page_digest"
            ),
        )

    def __str__(self) -> str:
        """This function will return the name the file had."""
        return self.file_name
