"""Agreements as the work area shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hamkke.agreements.lines import SideLine, side_lines, stand_ins_of
from hamkke.agreements.models import (
    Agreement,
    AgreementPillar,
    AgreementState,
    AgreementStep,
    LinePart,
    StepKind,
)
from hamkke.agreements.queries.clauses import clause_lines
from hamkke.agreements.queries.sides import (
    approval_sides,
    decided,
    lines_by_side,
    sides,
    signed_by,
)
from hamkke.agreements.rules import (
    LINE_ROLES,
    OFFICER,
    approving_sides,
    is_party,
    may_approve,
    may_negotiate,
    may_return,
    may_revise,
    may_sign,
    signing_sides,
    visible_to,
)
from hamkke.database.errors import NotVisible

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from hamkke.accounts.viewer import Viewer
    from hamkke.agreements.models import StandIn
    from hamkke.agreements.queries.clauses import ClauseLine
    from hamkke.agreements.queries.sides import Approving, Done, Side

# What a viewer may do next with an agreement; the page's one filled button.
REVISE, SUBMIT, LAY, REVIEW = "revise", "submit", "lay", "review"
APPROVE, SIGN, NOTHING = "approve", "sign", ""
NUMBERED = (AgreementState.APPROVING, AgreementState.SIGNING)


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """An agreement as the list shows it; `waiting` names the bodies whose part is missing."""

    id: int
    title: str
    district_name: str
    office_name: str
    signing_date: date
    state: str
    waiting: tuple[str, ...]
    next_deed: str

    @property
    def public_path(self) -> str:
        """Where the portal shows it: a path, for the portal may run elsewhere."""
        return f"/agreements/{self.id}/"


@dataclass(frozen=True, slots=True)
class PillarPart:
    """What the agreement says about a pillar."""

    pillar_id: int
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the timeline."""

    kind: str
    organization_name: str
    person_name: str
    note: str
    when: datetime

    @property
    def actor(self) -> str:
        """Who did it, and for whom."""
        return f"{self.organization_name} {self.person_name}"

    @property
    def detail(self) -> str:
        """The reason, where one was given."""
        return self.note

    @property
    def deed(self) -> str:
        """What was done, in the reader's language."""
        return str(StepKind(self.kind).label)


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """An agreement in full, with what this viewer may do."""

    line: AgreementLine
    subtitle: str
    metropolitan_office_name: str
    version: int
    content_hash: str
    is_party: bool
    may_revise: bool
    may_return: bool
    may_number: bool
    may_sign: bool
    pillars: tuple[PillarPart, ...]
    approvals: tuple[Side, ...]
    signatures: tuple[Side, ...]
    steps: tuple[Step, ...]
    clauses: tuple[ClauseLine, ...]
    may_negotiate: bool
    standard_id: int | None

    @property
    def open_points(self) -> tuple[ClauseLine, ...]:
        """The clauses that keep the draft from being submitted."""
        return tuple(clause for clause in self.clauses if clause.is_open)


def list_agreements(*, viewer: Viewer) -> tuple[AgreementLine, ...]:
    """This function will list what the viewer may see, by state and date; six queries at most."""
    agreements = list(_visible(viewer).order_by("signing_date", "district__organization__name"))
    numbers = [agreement.pk for agreement in agreements]
    lines_of = side_lines(numbers)
    stand_ins = _stand_ins(viewer)
    signatures = signed_by(numbers)
    filled = set(
        AgreementPillar.objects.filter(agreement_id__in=numbers).values_list(
            "agreement_id", flat=True
        )
    )
    lines = [
        _line(
            agreement,
            viewer,
            approving=lines_by_side(agreement, lines_of),
            stand_ins=stand_ins,
            signed=signatures.get(agreement.pk, {}),
            is_filled=agreement.pk in filled,
        )
        for agreement in agreements
    ]
    order = AgreementState.values
    return tuple(sorted(lines, key=lambda line: order.index(line.state)))


def agreement_page(*, viewer: Viewer, agreement_id: int) -> AgreementPage:
    """This function will return an agreement in full; twelve queries. Raises NotVisible."""
    agreement = _visible(viewer).filter(pk=agreement_id).first()
    if agreement is None:
        raise NotVisible
    approving = lines_by_side(agreement, side_lines([agreement.pk]))
    stand_ins = _stand_ins(viewer)
    approvals = approval_sides(agreement, viewer, approving)
    signed = signed_by([agreement.pk]).get(agreement.pk, {})
    rows = AgreementPillar.objects.filter(agreement=agreement).order_by("order")
    pillars = tuple(
        PillarPart(*row) for row in rows.values_list("pillar_id", "pillar__name", "text")
    )
    steps = AgreementStep.objects.filter(agreement=agreement).order_by("done_at", "id")
    clauses = clause_lines(viewer=viewer, agreement=agreement)
    return AgreementPage(
        line=_line(
            agreement,
            viewer,
            approving=approving,
            stand_ins=stand_ins,
            signed=signed,
            is_filled=bool(pillars),
        ),
        subtitle=agreement.subtitle,
        metropolitan_office_name=agreement.metropolitan_office.name,
        version=agreement.version,
        content_hash=agreement.content_hash,
        is_party=is_party(viewer, agreement),
        **_rights(agreement, viewer, approving, approvals, stand_ins),
        pillars=pillars,
        clauses=clauses,
        standard_id=agreement.standard_id,
        approvals=approvals,
        signatures=sides(agreement, viewer, signing_sides(agreement), signed),
        steps=tuple(
            Step(*row)
            for row in steps.values_list(
                "kind", "organization__name", "person_name", "note", "done_at"
            )
        ),
    )


def _rights(
    agreement: Agreement,
    viewer: Viewer,
    approving: Approving,
    approvals: tuple[Side, ...],
    stand_ins: list[StandIn],
) -> dict[str, bool]:
    """This function will tell what the viewer may do besides the next deed."""
    own, state = approving.get(viewer.organization_id or 0, SideLine()), agreement.state
    return {
        "may_revise": state == AgreementState.DRAFT and may_revise(viewer, agreement),
        "may_return": state in NUMBERED
        and may_return(viewer, agreement)
        and (state != AgreementState.APPROVING or own.may_send_back(viewer, stand_ins)),
        "may_number": state in NUMBERED
        and may_approve(viewer, agreement)
        and own.has(viewer.person_id)
        and not any(side.is_own and side.number for side in approvals),
        "may_sign": may_sign(viewer, agreement),
        "may_negotiate": may_negotiate(viewer, agreement),
    }


def _visible(viewer: Viewer) -> QuerySet[Agreement]:
    return Agreement.objects.filter(visible_to(viewer)).select_related(
        "district__organization", "education_office__organization", "metropolitan_office"
    )


def _stand_ins(viewer: Viewer) -> list[StandIn]:
    return stand_ins_of(viewer) if viewer.role in LINE_ROLES else []


def _line(
    agreement: Agreement,
    viewer: Viewer,
    *,
    approving: Approving,
    stand_ins: list[StandIn],
    signed: Done,
    is_filled: bool,
) -> AgreementLine:
    missing: tuple[Side, ...] = ()
    if agreement.state == AgreementState.APPROVING:
        missing = sides(agreement, viewer, approving_sides(agreement), decided(approving))
    elif agreement.state == AgreementState.SIGNING:
        missing = sides(agreement, viewer, signing_sides(agreement), signed)
    own, state = viewer.organization_id or 0, agreement.state
    next_deed = NOTHING
    if state == AgreementState.DRAFT and may_revise(viewer, agreement):
        next_deed = SUBMIT if is_filled else REVISE
    elif state == AgreementState.APPROVING and may_approve(viewer, agreement):
        next_deed = _deed_in_line(viewer, approving.get(own, SideLine()), stand_ins)
    elif state == AgreementState.SIGNING and may_sign(viewer, agreement):
        next_deed = NOTHING if own in signed else SIGN
    return AgreementLine(
        id=agreement.pk,
        title=agreement.title,
        district_name=agreement.district.organization.name,
        office_name=agreement.education_office.organization.name,
        signing_date=agreement.signing_date,
        state=str(agreement.state),
        waiting=tuple(side.name for side in missing if not side.is_done),
        next_deed=next_deed,
    )


def _deed_in_line(viewer: Viewer, line: SideLine, stand_ins: list[StandIn]) -> str:
    if not line.is_begun:
        return LAY if viewer.role == OFFICER else NOTHING
    if line.waiting is None or line.right(viewer, stand_ins) is None:
        return NOTHING
    return REVIEW if line.waiting.part == LinePart.REVIEW else APPROVE
