"""The clauses of one agreement, and how its two sides come to their wording."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hamkke.agreements.models.agreement import Agreement
from hamkke.agreements.models.standard import ClauseText, Level
from hamkke.agreements.models.step import Deed
from hamkke.audit.history import keep_history


@keep_history
class AgreementClause(ClauseText):
    """A clause as both sides have agreed on it so far.

    `standard_heading` and `standard_text` are the standard's wording on the day of the draft, both
    empty for a clause that the sides added. A clause that is not `is_in` does not stand in the
    text: an optional one not taken, one left out, or one proposed and not yet agreed on. `version`
    counts the wordings agreed on.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="clauses")
    is_in = models.BooleanField(default=False)
    standard_heading = models.CharField(max_length=120, blank=True)
    standard_text = models.TextField(max_length=4000, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """Each clause once, each place once; what stands in the text is not empty."""

        ordering = ("place",)
        constraints = (
            models.UniqueConstraint(fields=["agreement", "key"], name="agreement_clause_once"),
            models.UniqueConstraint(fields=["agreement", "place"], name="agreement_clause_place"),
            models.CheckConstraint(
                condition=Q(level__in=Level.values), name="agreement_clause_level"
            ),
            models.CheckConstraint(
                condition=Q(is_in=False) | ~Q(heading="", text=""),
                name="agreement_clause_not_empty",
            ),
        )

    def __str__(self) -> str:
        """This function will name the agreement and the clause by number."""
        return f"{self.agreement_id}-{self.pk}"


class ProposalState(models.TextChoices):
    """What became of a proposal."""

    OPEN = "open", _("답을 기다립니다")
    ACCEPTED = "accepted", _("받아들였습니다")
    COUNTERED = "countered", _("다른 문안을 냈습니다")
    WITHDRAWN = "withdrawn", _("거두었습니다")


class Proposal(Deed):
    """A wording that one side proposes for a clause, on top of its `clause_version`.

    `is_in` False proposes to leave the clause out. `answers` is the other side's proposal that
    this one counters.
    """

    clause = models.ForeignKey(AgreementClause, on_delete=models.PROTECT, related_name="proposals")
    clause_version = models.PositiveIntegerField()
    heading = models.CharField(max_length=120, blank=True)
    text = models.TextField(max_length=4000, blank=True)
    is_in = models.BooleanField(default=True)
    reason = models.CharField(max_length=1000, blank=True)
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.OPEN)
    answers = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_organization = models.ForeignKey(
        "organizations.Organization", null=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_person = models.ForeignKey(
        "accounts.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_name = models.CharField(max_length=60, blank=True)

    class Meta:
        """One open proposal a clause; a closed one says who closed it."""

        ordering = ("made_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["clause"],
                condition=Q(state=ProposalState.OPEN),
                name="proposal_one_open",
            ),
            models.CheckConstraint(
                condition=Q(state=ProposalState.OPEN, closed_at__isnull=True)
                | Q(
                    ~Q(state=ProposalState.OPEN),
                    closed_at__isnull=False,
                    closed_organization__isnull=False,
                    closed_person__isnull=False,
                ),
                name="proposal_closed_by",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ProposalState.values), name="proposal_state_known"
            ),
            models.CheckConstraint(
                condition=Q(is_in=False) | ~Q(heading="", text=""), name="proposal_not_empty"
            ),
        )

    def __str__(self) -> str:
        """This function will name the clause by number and the state."""
        return f"{self.clause_id} {self.state}"


class ClauseComment(Deed):
    """What somebody of a party says about a clause; written once."""

    clause = models.ForeignKey(AgreementClause, on_delete=models.PROTECT, related_name="comments")
    text = models.TextField(max_length=1000)
    written_at = models.DateTimeField()

    class Meta:
        """In the order of writing."""

        ordering = ("written_at", "id")

    def __str__(self) -> str:
        """This function will name the clause and the comment by number."""
        return f"{self.clause_id}-{self.pk}"


class Consent(Deed):
    """The metropolitan office's consent to one wording of a reserved clause."""

    clause = models.ForeignKey(AgreementClause, on_delete=models.PROTECT, related_name="consents")
    clause_version = models.PositiveIntegerField()
    given_at = models.DateTimeField()

    class Meta:
        """A wording needs one consent."""

        constraints = (
            models.UniqueConstraint(fields=["clause", "clause_version"], name="consent_once"),
        )

    def __str__(self) -> str:
        """This function will name the clause by number and its wording."""
        return f"{self.clause_id}-{self.clause_version}"
