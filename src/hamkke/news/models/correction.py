"""What was corrected (정정) in a press release after it was published."""

from __future__ import annotations

from django.db import models

from hamkke.news.models.item import NewsItem


class NewsCorrection(models.Model):
    """One correction as the public reads it; PostgreSQL writes it with the corrected item.

    The text as it stood before is kept in the item's history.
    """

    item = models.ForeignKey(NewsItem, on_delete=models.PROTECT, related_name="corrections")
    note = models.CharField(max_length=500)
    corrected_at = models.DateTimeField()

    class Meta:
        """In the order of happening."""

        ordering = ("corrected_at", "id")

    def __str__(self) -> str:
        """This function will say what was corrected."""
        return self.note
