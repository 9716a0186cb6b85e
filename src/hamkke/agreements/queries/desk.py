"""Agreements as the work area shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F

from hamkke.agreements.models import (
    Agreement,
    AgreementPillar,
    AgreementState,
    AgreementStep,
    Approval,
    Signature,
    StepKind,
)
from hamkke.agreements.queries.clauses import clause_lines
from hamkke.agreements.rules import (
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
    from collections.abc import Mapping
    from datetime import date, datetime

    from django.db.models import QuerySet

    from hamkke.accounts.viewer import Viewer
    from hamkke.agreements.queries.clauses import ClauseLine

# What a viewer may do next with an agreement; the page's one filled button.
REVISE, SUBMIT, APPROVE, SIGN, NOTHING = "revise", "submit", "approve", "sign", ""


@dataclass(frozen=True, slots=True)
class Side:
    """A body whose approval or signature is needed, and whether it is there."""

    organization_id: int
    name: str
    is_own: bool
    done_at: datetime | None = None
    person_name: str = ""

    @property
    def is_done(self) -> bool:
        """Whether this side has done its part."""
        return self.done_at is not None


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
    """This function will list what the viewer may see, by state and date; four queries at most."""
    agreements = list(_visible(viewer).order_by("signing_date", "district__organization__name"))
    numbers = [agreement.pk for agreement in agreements]
    approvals = _sides_done(Approval, numbers)
    signatures = _sides_done(Signature, numbers)
    filled = set(
        AgreementPillar.objects.filter(agreement_id__in=numbers).values_list(
            "agreement_id", flat=True
        )
    )
    lines = [
        _line(
            agreement,
            viewer,
            approved=approvals.get(agreement.pk, {}),
            signed=signatures.get(agreement.pk, {}),
            is_filled=agreement.pk in filled,
        )
        for agreement in agreements
    ]
    order = AgreementState.values
    return tuple(sorted(lines, key=lambda line: order.index(line.state)))


def agreement_page(*, viewer: Viewer, agreement_id: int) -> AgreementPage:
    """This function will return an agreement in full; nine queries. Raises NotVisible."""
    agreement = _visible(viewer).filter(pk=agreement_id).first()
    if agreement is None:
        raise NotVisible
    approved = _sides_done(Approval, [agreement.pk]).get(agreement.pk, {})
    signed = _sides_done(Signature, [agreement.pk]).get(agreement.pk, {})
    rows = AgreementPillar.objects.filter(agreement=agreement).order_by("order")
    pillars = tuple(
        PillarPart(*row) for row in rows.values_list("pillar_id", "pillar__name", "text")
    )
    steps = AgreementStep.objects.filter(agreement=agreement).order_by("done_at", "id")
    clauses = clause_lines(viewer=viewer, agreement=agreement)
    return AgreementPage(
        line=_line(agreement, viewer, approved=approved, signed=signed, is_filled=bool(pillars)),
        subtitle=agreement.subtitle,
        metropolitan_office_name=agreement.metropolitan_office.name,
        version=agreement.version,
        content_hash=agreement.content_hash,
        is_party=is_party(viewer, agreement),
        may_revise=agreement.state == AgreementState.DRAFT and may_revise(viewer, agreement),
        may_return=agreement.state in {AgreementState.APPROVING, AgreementState.SIGNING}
        and may_return(viewer, agreement),
        may_sign=may_sign(viewer, agreement),
        pillars=pillars,
        clauses=clauses,
        may_negotiate=may_negotiate(viewer, agreement),
        standard_id=agreement.standard_id,
        approvals=_sides(agreement, viewer, approving_sides(agreement), approved),
        signatures=_sides(agreement, viewer, signing_sides(agreement), signed),
        steps=tuple(
            Step(*row)
            for row in steps.values_list(
                "kind", "organization__name", "person_name", "note", "done_at"
            )
        ),
    )


def _visible(viewer: Viewer) -> QuerySet[Agreement]:
    return Agreement.objects.filter(visible_to(viewer)).select_related(
        "district__organization", "education_office__organization", "metropolitan_office"
    )


type Done = Mapping[int, tuple[str, datetime]]


def _sides_done(
    model: type[Approval | Signature], numbers: list[int]
) -> dict[int, dict[int, tuple[str, datetime]]]:
    """This function will tell which sides did their part in each agreement's submission."""
    moment = "approved_at" if model is Approval else "signed_at"
    done: dict[int, dict[int, tuple[str, datetime]]] = {}
    rows = model._default_manager.filter(  # noqa: SLF001 - Django's documented API
        agreement_id__in=numbers, submission=F("agreement__submission")
    ).values_list("agreement_id", "organization_id", "person_name", moment)
    for agreement_id, organization_id, person_name, at in rows:
        done.setdefault(agreement_id, {})[organization_id] = (person_name, at)
    return done


def _sides(
    agreement: Agreement, viewer: Viewer, bodies: tuple[int, int], done: Done
) -> tuple[Side, ...]:
    names = {
        agreement.district_id: agreement.district.organization.name,
        agreement.education_office_id: agreement.education_office.organization.name,
        agreement.metropolitan_office_id: agreement.metropolitan_office.name,
    }
    return tuple(
        Side(
            organization_id=body,
            name=names[body],
            is_own=body == viewer.organization_id,
            person_name=done[body][0] if body in done else "",
            done_at=done[body][1] if body in done else None,
        )
        for body in bodies
    )


def _line(
    agreement: Agreement, viewer: Viewer, *, approved: Done, signed: Done, is_filled: bool
) -> AgreementLine:
    waiting: tuple[str, ...] = ()
    if agreement.state == AgreementState.APPROVING:
        sides = _sides(agreement, viewer, approving_sides(agreement), approved)
        waiting = tuple(side.name for side in sides if not side.is_done)
    elif agreement.state == AgreementState.SIGNING:
        sides = _sides(agreement, viewer, signing_sides(agreement), signed)
        waiting = tuple(side.name for side in sides if not side.is_done)
    return AgreementLine(
        id=agreement.pk,
        title=agreement.title,
        district_name=agreement.district.organization.name,
        office_name=agreement.education_office.organization.name,
        signing_date=agreement.signing_date,
        state=str(agreement.state),
        waiting=waiting,
        next_deed=_next_deed(
            agreement, viewer, approved=approved, signed=signed, is_filled=is_filled
        ),
    )


def _next_deed(
    agreement: Agreement, viewer: Viewer, *, approved: Done, signed: Done, is_filled: bool
) -> str:
    own, state = viewer.organization_id, agreement.state
    if state == AgreementState.DRAFT and may_revise(viewer, agreement):
        return SUBMIT if is_filled else REVISE
    if state == AgreementState.APPROVING and may_approve(viewer, agreement):
        return NOTHING if own in approved else APPROVE
    if state == AgreementState.SIGNING and may_sign(viewer, agreement):
        return NOTHING if own in signed else SIGN
    return NOTHING
