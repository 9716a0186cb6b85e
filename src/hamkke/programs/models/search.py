"""What the search reads: text without spaces and its n-grams.

A table of its own, because it follows from the program and needs no history. The n-grams are an
array and not pg_trgm's, whose idea of a letter depends on the database's locale.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from hamkke.programs.models.program import Program


class ProgramSearch(models.Model):
    """The searchable form of one program, written with it."""

    program = models.OneToOneField(
        Program, on_delete=models.PROTECT, primary_key=True, related_name="search"
    )
    title = models.TextField()
    text = models.TextField()
    grams = ArrayField(models.CharField(max_length=2))

    class Meta:
        """Found by its n-grams."""

        indexes = (GinIndex(fields=["grams"], name="program_search_grams"),)

    def __str__(self) -> str:
        """This function will return the title without spaces."""
        return self.title
