"""The two sides of an agreement: whose part is done, and the approval box of each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db.models import F

from hamkke.agreements.lines import SideLine
from hamkke.agreements.models import AgreementState, LinePart, Manner, OfficeNumber, Signature
from hamkke.agreements.rules import approving_sides

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from hamkke.accounts.viewer import Viewer
    from hamkke.agreements.models import Agreement

type Done = Mapping[int, tuple[str, datetime]]
type Approving = Mapping[int, SideLine]


@dataclass(frozen=True, slots=True)
class Cell:
    """One step of a side's approval box: whose it is, what was done, by what right."""

    part: str
    person_name: str
    is_turn: bool
    done_by: str = ""
    done_at: datetime | None = None
    manner: str = ""

    @property
    def label(self) -> str:
        """What the step is there for, in the reader's language."""
        return str(LinePart(self.part).label)

    @property
    def word(self) -> str:
        """The official word where it was done in another's place."""
        return str(Manner(self.manner).label) if self.manner else ""


@dataclass(frozen=True, slots=True)
class Side:
    """A body whose approval or signature is needed, and whether it is there."""

    organization_id: int
    name: str
    is_own: bool
    done_at: datetime | None = None
    person_name: str = ""
    cells: tuple[Cell, ...] = ()
    due_date: date | None = None
    number: str = ""
    document_date: date | None = None

    @property
    def is_done(self) -> bool:
        """Whether this side has done its part."""
        return self.done_at is not None


def signed_by(numbers: list[int]) -> dict[int, dict[int, tuple[str, datetime]]]:
    """This function will tell which sides signed each agreement's submission."""
    done: dict[int, dict[int, tuple[str, datetime]]] = {}
    rows = Signature.objects.filter(
        agreement_id__in=numbers, submission=F("agreement__submission")
    ).values_list("agreement_id", "organization_id", "person_name", "signed_at")
    for agreement_id, organization_id, person_name, at in rows:
        done.setdefault(agreement_id, {})[organization_id] = (person_name, at)
    return done


def lines_by_side(
    agreement: Agreement, lines_of: Mapping[tuple[int, int], SideLine]
) -> dict[int, SideLine]:
    """This function will pick an agreement's lines by side; in the draft those before are void."""
    if agreement.state == AgreementState.DRAFT:
        return {}
    return {
        side: lines_of[agreement.pk, side]
        for side in approving_sides(agreement)
        if (agreement.pk, side) in lines_of
    }


def decided(approving: Approving) -> Done:
    """This function will tell which sides decided, who and when."""
    return {
        side: (line.decision.person_name, line.decision.approved_at)
        for side, line in approving.items()
        if line.decision
    }


def _office_numbers(agreement: Agreement) -> dict[int, dict[str, Any]]:
    if agreement.state == AgreementState.DRAFT:
        return {}
    rows = OfficeNumber.objects.filter(agreement=agreement, submission=agreement.submission)
    return {
        side: {"number": number, "document_date": day}
        for side, number, day in rows.values_list("organization_id", "number", "document_date")
    }


def _with_cells(side: Side, line: SideLine) -> Side:
    waiting = line.waiting
    cells = []
    for step in line.steps:
        cell = Cell(step.part, step.person_name, is_turn=step is waiting)
        done = line.done.get(step.place)
        if done:
            cell = replace(
                cell, done_by=done.person_name, done_at=done.approved_at, manner=done.manner
            )
        cells.append(cell)
    due_date = waiting.due_date if waiting else None
    return replace(side, cells=tuple(cells), due_date=due_date)


def sides(
    agreement: Agreement, viewer: Viewer, bodies: tuple[int, int], done: Done
) -> tuple[Side, ...]:
    """This function will name the bodies whose part is needed, and who did it."""
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


def approval_sides(agreement: Agreement, viewer: Viewer, approving: Approving) -> tuple[Side, ...]:
    """This function will return both sides with their approval boxes and numbers; one query."""
    numbers = _office_numbers(agreement)
    bare = sides(agreement, viewer, approving_sides(agreement), decided(approving))
    return tuple(
        replace(
            _with_cells(side, approving.get(side.organization_id, SideLine())),
            **numbers.get(side.organization_id, {}),
        )
        for side in bare
    )
