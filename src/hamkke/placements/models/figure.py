"""What anybody may read of a round: written when it opens, closes, and is published.

The public role reads these tables only; no figure is a live count of private rows.
"""

from __future__ import annotations

from django.db import models

from hamkke.placements.models.round import Round


class RoundFigure(models.Model):
    """A round as the public knows it; the counts are empty until the results are published."""

    round = models.OneToOneField(
        Round, on_delete=models.PROTECT, primary_key=True, related_name="figure"
    )
    education_office = models.ForeignKey(
        "organizations.EducationOffice", on_delete=models.PROTECT, related_name="round_figures"
    )
    title = models.CharField(max_length=80)
    school_year = models.PositiveSmallIntegerField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    wish_limit = models.PositiveSmallIntegerField()
    quota = models.PositiveSmallIntegerField()
    seed_source = models.CharField(max_length=200)
    closed_at = models.DateTimeField(null=True)
    early_close_reason = models.CharField(max_length=300, blank=True)
    input_digest = models.CharField(max_length=64, blank=True)
    seed = models.CharField(max_length=200, blank=True)
    mechanism = models.CharField(max_length=40, blank=True)
    results_at = models.DateTimeField(null=True)
    offered = models.PositiveIntegerField()
    applicants = models.PositiveIntegerField(null=True)
    served = models.PositiveIntegerField(null=True)
    given = models.PositiveIntegerField(null=True)
    published_at = models.DateTimeField()

    class Meta:
        """Found by what is open and by what was published last."""

        ordering = ("-closes_at", "-round_id")
        indexes = (models.Index(fields=["closes_at"], name="round_figure_closes"),)

    def __str__(self) -> str:
        """This function will return the title."""
        return self.title


class SessionFigure(models.Model):
    """Places offered in a round for one session; wished and given once results are published."""

    round_figure = models.ForeignKey(
        RoundFigure, on_delete=models.PROTECT, related_name="session_figures"
    )
    session = models.ForeignKey(
        "programs.ProgramSession", on_delete=models.PROTECT, related_name="figures"
    )
    program = models.ForeignKey(
        "programs.Program", on_delete=models.PROTECT, related_name="session_figures"
    )
    district = models.ForeignKey(
        "organizations.District", on_delete=models.PROTECT, related_name="session_figures"
    )
    program_title = models.CharField(max_length=200)
    starts_at = models.DateTimeField()
    offered = models.PositiveIntegerField()
    wished_first = models.PositiveIntegerField(null=True)
    wished = models.PositiveIntegerField(null=True)
    given = models.PositiveIntegerField(null=True)
    cancelled = models.BooleanField(default=False)
    published_at = models.DateTimeField()

    class Meta:
        """A session once in a round; read by district and by program."""

        ordering = ("starts_at", "id")
        indexes = (
            models.Index(fields=["district", "program"], name="session_figure_district"),
            models.Index(fields=["program"], name="session_figure_program"),
        )
        constraints = (
            models.UniqueConstraint(fields=["round_figure", "session"], name="session_figure_once"),
        )

    def __str__(self) -> str:
        """This function will name program and start."""
        return f"{self.program_title} {self.starts_at:%Y-%m-%d %H:%M}"


class RoundBundle(models.Model):
    """The file with which anybody can recompute and check a published round."""

    round_figure = models.OneToOneField(
        RoundFigure, on_delete=models.PROTECT, primary_key=True, related_name="bundle"
    )
    bundle = models.JSONField()
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField()

    def __str__(self) -> str:
        """This function will name the round by number."""
        return str(self.round_figure_id)
