"""The approval line (결재선) that each side lays for a submission, and who stands in for whom."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from hamkke.agreements.models.agreement import Agreement
from hamkke.agreements.models.step import Deed, LinePart, Manner
from hamkke.audit.history import keep_history


@keep_history
class LineStep(Deed):
    """One step of a side's line for one submission: whose it is, written once.

    `place` counts from 1, the drafter's; the decider's is the last. What was done at a step is an
    Approval of the same place. `role` is the one in which the person was chosen.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="line_steps")
    submission = models.PositiveIntegerField()
    place = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=10, choices=LinePart)
    role = models.CharField(max_length=20)
    due_date = models.DateField(null=True)

    class Meta:
        """One drafter, who is the first, and one decider; nobody reviews twice."""

        ordering = ("organization", "place")
        constraints = (
            models.UniqueConstraint(
                fields=["agreement", "submission", "organization", "place"],
                name="line_step_place_once",
            ),
            models.UniqueConstraint(
                fields=["agreement", "submission", "organization"],
                condition=Q(part=LinePart.DECIDE),
                name="line_step_one_decider",
            ),
            models.UniqueConstraint(
                fields=["agreement", "submission", "organization", "person"],
                condition=Q(part__in=(LinePart.DRAFT, LinePart.REVIEW)),
                name="line_step_person_once",
            ),
            models.CheckConstraint(
                condition=Q(part=LinePart.DRAFT, place=1)
                | Q(part__in=(LinePart.REVIEW, LinePart.DECIDE), place__gt=1),
                name="line_step_drafter_first",
            ),
        )

    def __str__(self) -> str:
        """This function will name the agreement, the side and the place by number."""
        return f"{self.agreement_id}-{self.organization_id}-{self.place}"


@keep_history
class StandIn(models.Model):
    """Who decides on agreements in whose place, from a day up to and including another.

    Delegated (전결): given by whose power it is. Acting (대결): entered for who is absent.
    """

    organization = models.ForeignKey(
        "organizations.Organization", on_delete=models.PROTECT, related_name="+"
    )
    manner = models.CharField(max_length=10, choices=Manner)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=60)
    deputy = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    deputy_name = models.CharField(max_length=60)
    valid_from = models.DateField()
    valid_until = models.DateField()
    entered_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Nobody stands in for themselves; the days are in order."""

        ordering = ("-valid_until", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(manner__in=Manner.values), name="stand_in_manner_known"
            ),
            models.CheckConstraint(condition=~Q(person=F("deputy")), name="stand_in_is_another"),
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from")), name="stand_in_dates_ordered"
            ),
        )

    def __str__(self) -> str:
        """This function will name the manner and the two people by number."""
        return f"{self.manner} {self.person_id}-{self.deputy_id}"


@keep_history
class OfficeNumber(Deed):
    """Number and day of a side's own document about one submission, from its document system."""

    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="office_numbers"
    )
    submission = models.PositiveIntegerField()
    number = models.CharField(max_length=60)
    document_date = models.DateField()
    entered_at = models.DateTimeField()

    class Meta:
        """Typed once by each side."""

        constraints = (
            models.UniqueConstraint(
                fields=["agreement", "submission", "organization"], name="office_number_once_a_side"
            ),
            models.CheckConstraint(condition=~Q(number=""), name="office_number_not_empty"),
        )

    def __str__(self) -> str:
        """This function will return the number."""
        return self.number
