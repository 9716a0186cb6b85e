"""A run of the mechanism and what it gave."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hamkke.placements.models.application import Application
from hamkke.placements.models.round import Round, RoundSession


class AllocationRun(models.Model):
    """One calculation, checked by checkers that share no code with the mechanism.

    `bundle` is everything that is needed to check it (hamkke-allocation-bundle/1); `report` lists
    the violations. A run with a violation cannot be published: the database refuses it.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="runs")
    mechanism = models.CharField(max_length=40)
    seed = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    bundle = models.JSONField()
    report = models.JSONField()
    violation_count = models.PositiveIntegerField()
    finished_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        """One sound run of a round, and only a sound one is ever published."""

        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=["round"], condition=Q(violation_count=0), name="run_sound_once"
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(violation_count=0),
                name="run_published_is_sound",
            ),
        )

    def __str__(self) -> str:
        """This function will name round and run by number."""
        return f"{self.round_id}/{self.pk}"


class Placement(models.Model):
    """A place that an application got in a run."""

    run = models.ForeignKey(AllocationRun, on_delete=models.CASCADE, related_name="placements")
    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="placements"
    )
    round_session = models.ForeignKey(
        RoundSession, on_delete=models.PROTECT, related_name="placements"
    )
    rank = models.PositiveSmallIntegerField()
    data = models.JSONField(default=dict)

    class Meta:
        """A place is given once."""

        ordering = ("run", "application", "rank")
        constraints = (
            models.UniqueConstraint(
                fields=["run", "application", "round_session"], name="placement_once"
            ),
        )

    def __str__(self) -> str:
        """This function will name application and session by number."""
        return f"{self.application_id}-{self.round_session_id}"


class UnmetWish(models.Model):
    """A wish that did not come true in a run, and why: a code with the numbers behind it."""

    run = models.ForeignKey(AllocationRun, on_delete=models.CASCADE, related_name="unmet_wishes")
    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="unmet_wishes"
    )
    round_session = models.ForeignKey(
        RoundSession, on_delete=models.PROTECT, related_name="unmet_wishes"
    )
    rank = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=40)
    data = models.JSONField(default=dict)

    class Meta:
        """One reason a wish."""

        ordering = ("run", "application", "rank")
        constraints = (
            models.UniqueConstraint(
                fields=["run", "application", "round_session"], name="unmet_wish_once"
            ),
        )

    def __str__(self) -> str:
        """This function will name application, session and reason."""
        return f"{self.application_id}-{self.round_session_id} {self.reason}"
