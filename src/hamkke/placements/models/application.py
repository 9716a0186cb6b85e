"""What a class group wishes for in a round."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q

from hamkke.audit.history import keep_history
from hamkke.placements.models.round import Round, RoundSession


@keep_history
class Application(models.Model):
    """A class group's list of wishes in a round: a draft, and what was last submitted (`Wish`).

    `draft` holds numbers of RoundSession, best first. `version` grows with each change, so that a
    second tab cannot overwrite what it has not seen. `pseudonym` stands for the class group in all
    that is published; PostgreSQL draws it.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="applications")
    class_group = models.ForeignKey(
        "organizations.ClassGroup", on_delete=models.PROTECT, related_name="applications"
    )
    pseudonym = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    draft = ArrayField(models.BigIntegerField(), default=list, size=10)
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    changed_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="applications_changed"
    )

    class Meta:
        """One application of a class group in a round, however often a button is pressed."""

        constraints = (
            models.UniqueConstraint(fields=["round", "class_group"], name="application_once"),
            models.CheckConstraint(
                condition=Q(draft__len__lte=10), name="application_draft_length"
            ),
        )

    def __str__(self) -> str:
        """This function will return the pseudonym: it may reach a log."""
        return str(self.pseudonym)


class Wish(models.Model):
    """One submitted wish; rank 1 is the dearest."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="wishes")
    round_session = models.ForeignKey(RoundSession, on_delete=models.PROTECT, related_name="wishes")
    rank = models.PositiveSmallIntegerField()

    class Meta:
        """Each rank and each session once."""

        ordering = ("application", "rank")
        constraints = (
            models.UniqueConstraint(fields=["application", "rank"], name="wish_rank_once"),
            models.UniqueConstraint(
                fields=["application", "round_session"], name="wish_session_once"
            ),
            models.CheckConstraint(condition=Q(rank__gte=1, rank__lte=10), name="wish_rank"),
        )

    def __str__(self) -> str:
        """This function will name rank and session."""
        return f"{self.rank}:{self.round_session_id}"
