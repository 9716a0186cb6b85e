"""A round: what may be wished for, until when, and by which public number lots are drawn."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hamkke.audit.history import keep_history


class RoundState(models.TextChoices):
    """The way of a round; it never goes back."""

    DRAFT = "draft", _("준비 중")
    OPEN = "open", _("희망 받는 중")
    CLOSED = "closed", _("마감")
    ALLOCATING = "allocating", _("배정 계산 중")
    MISMATCHED = "mismatched", _("검산에서 어긋남")
    ALLOCATED = "allocated", _("발표 전")
    PUBLISHED = "published", _("발표")


@keep_history
class Round(models.Model):
    """A round of an office of education for the class groups of its districts.

    `seed_source` names, before the first wish, the public event that will give the `seed`.
    `input_digest` is the SHA-256 of the frozen input (RoundInput), public from the close on.
    """

    LONGEST_LIST: ClassVar[int] = 10

    education_office = models.ForeignKey(
        "organizations.EducationOffice", on_delete=models.PROTECT, related_name="rounds"
    )
    title = models.CharField(max_length=80)
    school_year = models.PositiveSmallIntegerField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    wish_limit = models.PositiveSmallIntegerField(default=5)
    quota = models.PositiveSmallIntegerField(default=1)
    seed_source = models.CharField(max_length=200)
    state = models.CharField(max_length=12, choices=RoundState, default=RoundState.DRAFT)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    early_close_reason = models.CharField(max_length=300, blank=True)
    input_digest = models.CharField(max_length=64, blank=True)
    seed = models.CharField(max_length=200, blank=True)
    allocation_asked_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        """A state and what must be known by then stand or fall together."""

        ordering = ("-closes_at", "-id")
        indexes = (models.Index(fields=["state", "closes_at"], name="round_state_closes"),)
        constraints = (
            models.UniqueConstraint(
                fields=["education_office", "school_year", "title"], name="round_title_once"
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="round_times_ordered"
            ),
            models.CheckConstraint(
                condition=Q(wish_limit__gte=1, wish_limit__lte=10), name="round_wish_limit"
            ),
            models.CheckConstraint(
                condition=Q(quota__gte=1, quota__lte=F("wish_limit")), name="round_quota"
            ),
            models.CheckConstraint(condition=~Q(seed_source=""), name="round_seed_source"),
            models.CheckConstraint(
                condition=Q(
                    state__in=("draft", "open"), closed_at__isnull=True, input_digest="", seed=""
                )
                # Empty only inside the closing transaction: what is not closed may not be read.
                | Q(state="closed", closed_at__isnull=False, seed="")
                | Q(
                    state__in=("allocating", "mismatched", "allocated", "published"),
                    closed_at__isnull=False,
                )
                & ~Q(input_digest="")
                & ~Q(seed=""),
                name="round_state_facts",
            ),
            models.CheckConstraint(
                condition=Q(state="published", published_at__isnull=False)
                | ~Q(state="published") & Q(published_at__isnull=True),
                name="round_published_at",
            ),
        )

    def __str__(self) -> str:
        """This function will return the title."""
        return self.title


class RoundSession(models.Model):
    """A session that may be wished for in a round, with the places that the round gives.

    Until it is settled, a session belongs to one round only: else a place could be given twice.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="sessions")
    session = models.ForeignKey(
        "programs.ProgramSession", on_delete=models.PROTECT, related_name="round_sessions"
    )
    capacity = models.PositiveSmallIntegerField()
    minimum = models.PositiveSmallIntegerField(default=0)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        """Once in a round, and in one unsettled round at a time."""

        constraints = (
            models.UniqueConstraint(fields=["round", "session"], name="round_session_once"),
            models.UniqueConstraint(
                fields=["session"],
                condition=Q(settled_at__isnull=True),
                name="session_in_one_unsettled_round",
            ),
            models.CheckConstraint(
                condition=Q(capacity__gte=1, minimum__lte=F("capacity")),
                name="round_session_places",
            ),
        )

    def __str__(self) -> str:
        """This function will name the pair."""
        return f"{self.round_id}-{self.session_id}"


class RoundInput(models.Model):
    """The input of the allocation as the close froze it (hamkke-allocation-instance/1).

    `excluded` lists the wishes that could not work (too many pupils, another grade), with why.
    """

    round = models.OneToOneField(
        Round, on_delete=models.PROTECT, primary_key=True, related_name="input"
    )
    instance = models.JSONField()
    excluded = models.JSONField(default=list)
    frozen_at = models.DateTimeField()

    def __str__(self) -> str:
        """This function will name the round by number."""
        return str(self.round_id)
