"""The standard agreement: editions of a text in clauses, from which districts set out."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hamkke.agreements.models.pillar import Pillar
from hamkke.audit.history import keep_history


class Level(models.IntegerChoices):
    """How deep a clause stands in the tree."""

    ARTICLE = 1, _("조")
    PARAGRAPH = 2, _("항")
    ITEM = 3, _("호")
    SUBITEM = 4, _("목")


class StandardState(models.TextChoices):
    """An edition is written, then issued; an issued one never changes."""

    DRAFT = "draft", _("쓰는 중")
    ISSUED = "issued", _("시행")


class ClauseText(models.Model):
    """A clause as it stands in a text: the tree in reading order, by `place` and `level`.

    `place` lies between its neighbours', so that adding one moves no other. `key` is the same in
    every edition and every agreement, so that texts can be compared clause by clause.
    """

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    place = models.FloatField()
    level = models.PositiveSmallIntegerField(choices=Level)
    heading = models.CharField(max_length=120, blank=True)
    text = models.TextField(max_length=4000, blank=True)
    pillar = models.ForeignKey(
        Pillar, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    optional = models.BooleanField(default=False)
    reserved = models.BooleanField(default=False)

    class Meta:
        """A part of the models below."""

        abstract = True


@keep_history
class Standard(models.Model):
    """An edition (판) of the standard agreement."""

    edition = models.PositiveIntegerField(unique=True)
    state = models.CharField(max_length=8, choices=StandardState, default=StandardState.DRAFT)
    note = models.CharField(max_length=1000, blank=True)
    created_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True)

    class Meta:
        """One edition is written at a time; what is issued says since when."""

        constraints = (
            models.UniqueConstraint(
                fields=["state"],
                condition=Q(state=StandardState.DRAFT),
                name="standard_one_draft",
            ),
            models.CheckConstraint(
                condition=Q(state=StandardState.DRAFT, issued_at__isnull=True)
                | Q(state=StandardState.ISSUED, issued_at__isnull=False),
                name="standard_issued_since",
            ),
        )

    def __str__(self) -> str:
        """This function will name the edition."""
        return f"{self.edition}"


@keep_history
class StandardClause(ClauseText):
    """A clause of an edition."""

    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="clauses")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """Each clause once, each place once, none empty."""

        ordering = ("place",)
        constraints = (
            models.UniqueConstraint(fields=["standard", "key"], name="standard_clause_once"),
            models.UniqueConstraint(fields=["standard", "place"], name="standard_clause_place"),
            models.CheckConstraint(
                condition=Q(level__in=Level.values), name="standard_clause_level"
            ),
            models.CheckConstraint(
                condition=~Q(heading="", text=""), name="standard_clause_not_empty"
            ),
        )

    def __str__(self) -> str:
        """This function will name the edition and the clause by number."""
        return f"{self.standard_id}-{self.pk}"
