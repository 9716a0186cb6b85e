"""Programs as the work area shows them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import FETCH_RAISE, Count, F, Min, QuerySet

from hamkke.agreements.queries.pillars import in_force_pillars
from hamkke.database.errors import NotVisible
from hamkke.organizations.queries.venues import district_of_venue
from hamkke.programs.errors import MayNotDecide, MayNotOffer, MayNotRevise, NothingToDecide
from hamkke.programs.models import (
    Program,
    ProgramApproval,
    ProgramSession,
    ProgramState,
    ProgramStep,
    StepKind,
)
from hamkke.programs.queries.published import SessionLine
from hamkke.programs.rules.audience import audience
from hamkke.programs.rules.content import ProgramContent
from hamkke.programs.rules.permissions import (
    IN_VENUES_HANDS,
    concerns,
    deciding_sides,
    is_party,
    may_decide,
    may_offer,
    may_revise,
    visible_to,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer
    from hamkke.agreements.queries.pillars import PromisedPillar

# What a viewer may do next with a program; the page's one filled button.
REVISE, SUBMIT, APPROVE, NOTHING = "revise", "submit", "approve", ""


@dataclass(frozen=True, slots=True)
class Side:
    """A body whose approval is needed, and whether it is there."""

    organization_id: int
    name: str
    is_own: bool
    person_name: str = ""
    done_at: datetime | None = None

    @property
    def is_done(self) -> bool:
        """Whether this side has approved."""
        return self.done_at is not None


@dataclass(frozen=True, slots=True)
class DeskLine:
    """A program as the list shows it; `waiting` names the bodies whose approval is missing."""

    id: int
    title: str
    summary: str
    state: str
    district_name: str
    venue_name: str
    level: str
    grade_from: int
    grade_to: int
    session_count: int
    first_starts_at: datetime | None
    waiting: tuple[str, ...]
    next_deed: str

    @property
    def audience(self) -> str:
        """For whom it is, as 초등학교 4~6학년."""
        return audience(self.level, self.grade_from, self.grade_to)

    @property
    def state_label(self) -> str:
        """The state in the reader's language."""
        return str(ProgramState(self.state).label)


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the timeline."""

    kind: str
    organization_name: str
    person_name: str
    detail: str
    when: datetime

    @property
    def actor(self) -> str:
        """Who did it, for whom."""
        return f"{self.organization_name} {self.person_name}"

    @property
    def deed(self) -> str:
        """What was done, in the reader's language."""
        return str(StepKind(self.kind).label)


@dataclass(frozen=True, slots=True)
class ProgramPage:
    """A program in full, with what this viewer may do."""

    line: DeskLine
    content: ProgramContent
    pillar_name: str
    agreement_title: str
    office_name: str
    version: int
    is_party: bool
    may_revise: bool
    may_decide: bool
    may_return: bool
    sessions: tuple[SessionLine, ...]
    approvals: tuple[Side, ...]
    steps: tuple[Step, ...]

    @property
    def id(self) -> int:
        """The program's number."""
        return self.line.id

    @property
    def reason(self) -> str:
        """What is to be mended, while it is to be mended."""
        notes = [step.detail for step in self.steps if step.kind == StepKind.RETURNED]
        return notes[-1] if notes and self.line.state == ProgramState.RETURNED else ""


def list_programs(*, viewer: Viewer) -> tuple[DeskLine, ...]:
    """This function will list what the viewer may see: what waits for them first.

    Only what concerns the viewer's body; everybody else finds programs on the public pages. Four
    queries at most.
    """
    concerning = concerns(viewer)
    programs = list(_visible(viewer).filter(concerning)) if concerning is not None else []
    done = _sides_done([program.pk for program in programs])
    lines = [_line(program, viewer, done.get(program.pk, {})) for program in programs]
    order = ProgramState.values
    return tuple(sorted(lines, key=lambda line: (not line.next_deed, order.index(line.state))))


def program_page(*, viewer: Viewer, program_id: int) -> ProgramPage:
    """This function will return a program in full; five queries at most. Raises NotVisible."""
    program = _visible(viewer).filter(pk=program_id).first()
    if program is None:
        raise NotVisible
    done = _sides_done([program.pk]).get(program.pk, {})
    sessions = ProgramSession.objects.filter(program=program).order_by("starts_at", "id")
    steps = ProgramStep.objects.filter(program=program).order_by("done_at", "id")
    told = tuple(
        Step(*row)
        for row in steps.values_list("kind", "organization__name", "person_name", "note", "done_at")
    )
    line = _line(program, viewer, done)
    if line.next_deed == REVISE and line.session_count and told[-1].kind == StepKind.REVISED:
        line = replace(line, next_deed=SUBMIT)  # returned, and mended since
    return ProgramPage(
        line=line,
        content=_content(program),
        pillar_name=program.agreement_pillar.pillar.name,
        agreement_title=program.agreement_pillar.agreement.title,
        office_name=program.education_office.organization.name,
        version=program.version,
        is_party=is_party(viewer, program),
        may_revise=program.state in IN_VENUES_HANDS and may_revise(viewer, program),
        may_decide=may_decide(viewer, program),
        may_return=program.state == ProgramState.SUBMITTED and may_decide(viewer, program),
        sessions=tuple(
            SessionLine(*row)
            for row in sessions.values_list(
                "id", "starts_at", "ends_at", "place", "capacity", "minimum", "max_pupils"
            )
        ),
        approvals=_sides(program, viewer, done),
        steps=told,
    )


def page_to_revise(*, viewer: Viewer, program_id: int) -> ProgramPage:
    """This function will return the page of a program that is the viewer's to write.

    Raises NotVisible, MayNotRevise. A program out of the venue's hands is given too: the action
    refuses it, and what was typed stays on the page.
    """
    page = program_page(viewer=viewer, program_id=program_id)
    if not (page.is_party and may_offer(viewer)):
        raise MayNotRevise
    return page


def page_to_return(*, viewer: Viewer, program_id: int) -> ProgramPage:
    """This function will return the page of a program that an officer of a side may send back.

    Raises NotVisible, MayNotDecide, NothingToDecide.
    """
    page = program_page(viewer=viewer, program_id=program_id)
    if not page.may_decide:
        raise MayNotDecide
    if not page.may_return:
        raise NothingToDecide(state=page.line.state_label)
    return page


def pillars_to_offer(*, viewer: Viewer) -> tuple[PromisedPillar, ...]:
    """This function will list the pillars under which the viewer may offer programs now.

    None while the venue's district has no agreement in force. Raises MayNotOffer.
    """
    if not may_offer(viewer) or viewer.organization_id is None:
        raise MayNotOffer
    district_id = district_of_venue(venue_id=viewer.organization_id)
    return in_force_pillars(district_id) if district_id is not None else ()


def _visible(viewer: Viewer) -> QuerySet[Program]:
    return (
        Program.objects.filter(visible_to(viewer))
        .fetch_mode(FETCH_RAISE)
        .select_related(
            "district__organization",
            "venue__organization",
            "education_office__organization",
            "agreement_pillar__pillar",
            "agreement_pillar__agreement",
        )
        .annotate(session_count=Count("sessions"), first_starts_at=Min("sessions__starts_at"))
        .order_by("first_starts_at", "id")
    )


type Done = Mapping[int, tuple[str, datetime]]


def _sides_done(numbers: list[int]) -> dict[int, dict[int, tuple[str, datetime]]]:
    """This function will tell which sides approved each program's last submission."""
    done: dict[int, dict[int, tuple[str, datetime]]] = {}
    rows = ProgramApproval.objects.filter(
        program_id__in=numbers, submission=F("program__submission")
    ).values_list("program_id", "organization_id", "person_name", "approved_at")
    for program_id, organization_id, person_name, at in rows:
        done.setdefault(program_id, {})[organization_id] = (person_name, at)
    return done


def _sides(program: Program, viewer: Viewer, done: Done) -> tuple[Side, ...]:
    names = (program.district.organization.name, program.education_office.organization.name)
    return tuple(
        Side(
            body,
            name,
            body == viewer.organization_id,
            *done.get(body, ("", None)),
        )
        for body, name in zip(deciding_sides(program), names, strict=True)
    )


def _line(program: Program, viewer: Viewer, done: Done) -> DeskLine:
    waiting: tuple[str, ...] = ()
    if program.state == ProgramState.SUBMITTED:
        sides = _sides(program, viewer, done)
        waiting = tuple(side.name for side in sides if not side.is_done)
    figures = vars(program)
    return DeskLine(
        id=program.pk,
        title=program.title,
        summary=program.summary,
        state=str(program.state),
        district_name=program.district.organization.name,
        venue_name=program.venue.organization.name,
        level=program.level,
        grade_from=program.grade_from,
        grade_to=program.grade_to,
        session_count=figures["session_count"],
        first_starts_at=figures["first_starts_at"],
        waiting=waiting,
        next_deed=_next_deed(program, viewer, done, has_sessions=bool(figures["session_count"])),
    )


def _next_deed(program: Program, viewer: Viewer, done: Done, *, has_sessions: bool) -> str:
    if program.state in IN_VENUES_HANDS and may_revise(viewer, program):
        is_ready = has_sessions and program.state == ProgramState.DRAFT
        return SUBMIT if is_ready else REVISE
    if program.state == ProgramState.SUBMITTED and may_decide(viewer, program):
        return NOTHING if viewer.organization_id in done else APPROVE
    return NOTHING


def _content(program: Program) -> ProgramContent:
    return ProgramContent(
        agreement_pillar_id=program.agreement_pillar_id,
        title=program.title,
        summary=program.summary,
        description=program.description,
        level=program.level,
        grade_from=program.grade_from,
        grade_to=program.grade_to,
        preparation=program.preparation,
        cost=program.cost,
    )
