"""The clauses of an agreement as its parties read them while they negotiate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from hamkke.agreements.errors import MayNotNegotiate
from hamkke.agreements.models import (
    Agreement,
    AgreementClause,
    ClauseComment,
    Consent,
    Proposal,
    ProposalState,
)
from hamkke.agreements.negotiating import BLANK
from hamkke.agreements.numbering import full_names, marks_of
from hamkke.agreements.redline import redline
from hamkke.agreements.rules import (
    deviates,
    is_party,
    may_comment,
    may_consent,
    may_negotiate,
    may_revise,
    visible_to,
)
from hamkke.database.errors import NotVisible

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer
    from hamkke.agreements.redline import Part


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """A clause in the text, or beside it: `mark` is its number there, empty while it has none."""

    id: int
    mark: str
    name: str
    level: int
    heading: str
    text: str
    is_in: bool
    optional: bool
    reserved: bool
    is_standard: bool
    deviates: bool
    lacks_consent: bool
    has_blank: bool
    proposed_by: str
    is_own_proposal: bool
    comments: int

    @property
    def is_open(self) -> bool:
        """Whether the draft cannot be submitted while this clause stands so."""
        return self.lacks_consent or self.has_blank or bool(self.proposed_by)

    @property
    def title(self) -> str:
        """What names the clause in a list."""
        return self.heading or self.text[:40]


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A proposal with its redlines against the wording that stands and against the standard's."""

    id: int
    organization_name: str
    person_name: str
    is_own: bool
    heading: str
    text: str
    is_in: bool
    reason: str
    state: str
    state_label: str
    made_at: datetime
    closed_by: str
    closed_at: datetime | None
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class CommentLine:
    """What somebody said."""

    organization_name: str
    person_name: str
    text: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class ClausePage:
    """A clause with all that was said and proposed, and what this viewer may do."""

    agreement_id: int
    agreement_title: str
    district_name: str
    line: ClauseLine
    version: int
    pillar_name: str
    deviation: tuple[Part, ...]
    consented_by: str
    waiting: ProposalLine | None
    earlier: tuple[ProposalLine, ...]
    comments: tuple[CommentLine, ...]
    is_side: bool
    may_negotiate: bool
    may_comment: bool
    may_consent: bool

    @property
    def seen(self) -> int:
        """The open proposal that the viewer has read; 0: none."""
        return self.waiting.id if self.waiting else 0


def wording(heading: str, text: str) -> str:
    """This function will join heading and text as redlines compare them."""
    return f"({heading}) {text}".strip() if heading else text


def clause_lines(*, viewer: Viewer, agreement: Agreement) -> tuple[ClauseLine, ...]:
    """This function will list the clauses in their order; four queries."""
    clauses = list(AgreementClause.objects.filter(agreement=agreement).order_by("place"))
    if not clauses:
        return ()
    waiting = {
        clause_id: (name, organization_id == viewer.organization_id, heading, text)
        for clause_id, name, organization_id, heading, text in Proposal.objects.filter(
            clause__agreement=agreement, state=ProposalState.OPEN
        ).values_list("clause_id", "organization__name", "organization_id", "heading", "text")
    }
    consents = set(
        Consent.objects.filter(clause__agreement=agreement).values_list(
            "clause_id", "clause_version"
        )
    )
    counts = dict(
        ClauseComment.objects.filter(clause__agreement=agreement)
        .values_list("clause_id")
        .annotate(Count("pk"))
        .order_by()
    )
    numbers = _numbers(clauses)
    return tuple(
        _line(
            clause,
            number=numbers.get(clause.pk, ("", "")),
            waiting=waiting.get(clause.pk, ("", False, "", "")),
            consented=(clause.pk, clause.version) in consents,
            comments=counts.get(clause.pk, 0),
        )
        for clause in clauses
    )


def clause_page(*, viewer: Viewer, agreement_id: int, clause_id: int) -> ClausePage:
    """This function will return a clause in full; nine queries. Raises NotVisible.

    Who is no party reads agreements in their signed text, never what was negotiated.
    """
    agreement = (
        Agreement.objects.filter(visible_to(viewer), pk=agreement_id)
        .select_related("district__organization")
        .first()
    )
    if agreement is None or not is_party(viewer, agreement):
        raise NotVisible
    lines = {line.id: line for line in clause_lines(viewer=viewer, agreement=agreement)}
    clause = AgreementClause.objects.filter(pk=clause_id).select_related("pillar").first()
    if clause is None or clause_id not in lines:
        raise NotVisible
    proposals = _proposals(clause, viewer)
    open_ones = [one for one in proposals if one.state == ProposalState.OPEN]
    return ClausePage(
        agreement_id=agreement.pk,
        agreement_title=agreement.title,
        district_name=agreement.district.organization.name,
        line=lines[clause_id],
        version=clause.version,
        pillar_name=clause.pillar.name if clause.pillar else "",
        deviation=_deviation(clause),
        consented_by=_consented_by(clause),
        waiting=open_ones[0] if open_ones else None,
        earlier=tuple(one for one in reversed(proposals) if one.state != ProposalState.OPEN),
        comments=_comments(clause),
        is_side=may_revise(viewer, agreement),
        may_negotiate=may_negotiate(viewer, agreement),
        may_comment=may_comment(viewer, agreement),
        may_consent=lines[clause_id].lacks_consent and may_consent(viewer, agreement),
    )


def clause_to_word(*, viewer: Viewer, agreement_id: int, clause_id: int) -> ClausePage:
    """This function will return a clause for which an officer of a side typed a wording.

    Draft or no longer: what was typed is not lost. Raises NotVisible, MayNotNegotiate.
    """
    page = clause_page(viewer=viewer, agreement_id=agreement_id, clause_id=clause_id)
    if not page.is_side:
        raise MayNotNegotiate
    return page


def _numbers(clauses: Iterable[AgreementClause]) -> dict[int, tuple[str, str]]:
    standing = [clause for clause in clauses if clause.is_in]
    levels = [clause.level for clause in standing]
    pairs = zip(marks_of(levels), full_names(levels), strict=True)
    return {clause.pk: pair for clause, pair in zip(standing, pairs, strict=True)}


def _line(
    clause: AgreementClause,
    *,
    number: tuple[str, str],
    waiting: tuple[str, bool, str, str],
    consented: bool,
    comments: int,
) -> ClauseLine:
    proposed_by, is_own, heading, text = waiting
    # A clause that is only proposed so far has no wording of its own to be named by.
    empty = not clause.heading and not clause.text
    return ClauseLine(
        id=clause.pk,
        mark=number[0],
        name=number[1],
        level=clause.level,
        heading=heading if empty else clause.heading,
        text=text if empty else clause.text,
        is_in=clause.is_in,
        optional=clause.optional,
        reserved=clause.reserved,
        is_standard=bool(clause.standard_heading or clause.standard_text),
        deviates=deviates(clause),
        lacks_consent=clause.reserved and deviates(clause) and not consented,
        has_blank=clause.is_in and bool(BLANK.search(clause.text)),
        proposed_by=proposed_by,
        is_own_proposal=is_own,
        comments=comments,
    )


def _proposals(clause: AgreementClause, viewer: Viewer) -> list[ProposalLine]:
    stands = wording(clause.heading, clause.text)
    rows = Proposal.objects.filter(clause=clause).select_related(
        "organization", "closed_organization"
    )
    return [
        ProposalLine(
            id=row.pk,
            organization_name=row.organization.name,
            person_name=row.person_name,
            is_own=row.organization_id == viewer.organization_id,
            heading=row.heading,
            text=row.text,
            is_in=row.is_in,
            reason=row.reason,
            state=str(row.state),
            state_label=str(row.get_state_display()),
            made_at=row.made_at,
            closed_by=f"{row.closed_organization.name} {row.closed_name}"
            if row.closed_organization
            else "",
            closed_at=row.closed_at,
            parts=redline(stands, wording(row.heading, row.text) if row.is_in else ""),
        )
        for row in rows.order_by("made_at", "id")
    ]


def _deviation(clause: AgreementClause) -> tuple[Part, ...]:
    if not deviates(clause):
        return ()
    stands = wording(clause.heading, clause.text) if clause.is_in else ""
    return redline(wording(clause.standard_heading, clause.standard_text), stands)


def _consented_by(clause: AgreementClause) -> str:
    rows = Consent.objects.filter(clause=clause, clause_version=clause.version)
    found = rows.values_list("organization__name", "person_name").first()
    return " ".join(found) if found else ""


def _comments(clause: AgreementClause) -> tuple[CommentLine, ...]:
    rows = ClauseComment.objects.filter(clause=clause).order_by("written_at", "id")
    return tuple(
        CommentLine(*row)
        for row in rows.values_list("organization__name", "person_name", "text", "written_at")
    )
