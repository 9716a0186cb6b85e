"""A proposed repair of an imported text, and what a person decided."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from hamkke.audit.history import keep_history
from hamkke.news.models.item import NewsItem


class Decision(models.TextChoices):
    """What a person decided about a repair."""

    PENDING = "pending", _("아직 정하지 않음")
    ACCEPTED = "accepted", _("고침")
    REJECTED = "rejected", _("그대로 둠")


@keep_history
class NewsRepair(models.Model):
    """One damaged place: characters `start` to `end` of a paragraph of the original body.

    `replacement` is null where the page does not tell what belongs there. `text` is what was
    accepted: the replacement, or a person's own words.
    """

    item = models.ForeignKey(NewsItem, on_delete=models.CASCADE, related_name="repairs")
    number = models.PositiveSmallIntegerField()
    paragraph = models.PositiveSmallIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    rule = models.CharField(max_length=40)
    confidence = models.CharField(max_length=10)
    replacement = models.TextField(null=True)  # noqa: DJ001 - null: unknown; empty: to be dropped
    original = models.TextField()
    repaired = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    candidates = models.JSONField(default=list)
    decision = models.CharField(max_length=10, choices=Decision, default=Decision.PENDING)
    text = models.TextField(null=True)  # noqa: DJ001 - null: nothing accepted
    decided_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        """In the order of the text; a text stands exactly where something was accepted."""

        ordering = ("item_id", "number")
        constraints = (
            models.UniqueConstraint(fields=["item", "number"], name="news_repair_once"),
            models.CheckConstraint(
                condition=models.Q(start__lte=models.F("end")), name="news_repair_place"
            ),
            models.CheckConstraint(
                condition=models.Q(decision="accepted", text__isnull=False)
                | models.Q(~models.Q(decision="accepted"), text__isnull=True),
                name="news_repair_text_if_accepted",
            ),
        )

    def __str__(self) -> str:
        """This function will return the damaged place."""
        return self.original
