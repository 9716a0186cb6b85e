"""A session: one date of a program, with places counted in class groups."""

from __future__ import annotations

from django.db import models

from hamkke.audit.history import keep_history


@keep_history
class ProgramSession(models.Model):
    """When and where a program runs; `capacity` and `minimum` count class groups."""

    program = models.ForeignKey(
        "programs.Program", on_delete=models.CASCADE, related_name="sessions"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=120)
    capacity = models.PositiveSmallIntegerField()
    minimum = models.PositiveSmallIntegerField(default=1)
    max_pupils = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        """In order of time; what cannot work is impossible."""

        ordering = ("starts_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["program", "starts_at", "place"], name="program_session_once"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="session_times_ordered"
            ),
            models.CheckConstraint(
                condition=models.Q(minimum__gte=1)
                & models.Q(capacity__gte=models.F("minimum"))
                & models.Q(capacity__lte=500),
                name="session_capacity_minimum",
            ),
            models.CheckConstraint(
                condition=models.Q(max_pupils__isnull=True)
                | models.Q(max_pupils__gte=1, max_pupils__lte=60),
                name="session_max_pupils",
            ),
        )

    def __str__(self) -> str:
        """This function will name the program by number and the start."""
        return f"{self.program_id} {self.starts_at}"
