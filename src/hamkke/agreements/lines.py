"""Whose turn it is in an approval line, and by what right: computed, never typed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db.models import F

from hamkke.accounts.queries.people import people_in_roles
from hamkke.agreements.line_errors import LineMissing, NotYourTurn, OwnDraft, StepDone
from hamkke.agreements.models import Approval, LinePart, LineStep, Manner, StandIn
from hamkke.agreements.rules import LINE_ROLES, OFFICER
from hamkke.inbox.hours import is_day_off

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from django.db.models import QuerySet

    from hamkke.accounts.viewer import Viewer
    from hamkke.agreements.models import Agreement

REVIEWERS: Final = 3
DUE_WORKING_DAYS: Final = 3


@dataclass(frozen=True, slots=True)
class Right:
    """By what right somebody takes a step: in their own name, or in another's place."""

    manner: str = ""
    stand_in_id: int | None = None


@dataclass(frozen=True, slots=True)
class SideLine:
    """A side's line for the submission that stands: its steps, and what was done by place."""

    steps: list[LineStep] = field(default_factory=list)
    done: dict[int, Approval] = field(default_factory=dict)

    @property
    def waiting(self) -> LineStep | None:
        """The step whose turn it is, if one waits."""
        return next((step for step in self.steps if step.place not in self.done), None)

    @property
    def decision(self) -> Approval | None:
        """The side's decision, once it is there."""
        return next((one for one in self.done.values() if one.part == LinePart.DECIDE), None)

    @property
    def is_begun(self) -> bool:
        """Whether the side has its line, or decided when there were none."""
        return bool(self.steps or self.done)

    def has(self, person_id: int | None) -> bool:
        """This function will tell whether a person stands in the line."""
        return any(step.person_id == person_id for step in self.steps)

    def right(self, viewer: Viewer, stand_ins: Iterable[StandIn]) -> Right | None:
        """This function will tell by what right the viewer takes the step that waits, if by any.

        `stand_ins` are those of the viewer, of today. Who drafted decides only by delegation.
        """
        step = self.waiting
        if step is None:
            return None
        decides = step.part == LinePart.DECIDE
        drafted = decides and viewer.person_id == self.steps[0].person_id
        if step.person_id == viewer.person_id:
            for one in stand_ins if decides else ():
                if one.manner == Manner.DELEGATED:
                    return Right(Manner.DELEGATED, one.pk)
            return None if drafted else Right()
        for one in stand_ins if decides and not drafted else ():
            if one.manner == Manner.ACTING and one.person_id == step.person_id:
                return Right(Manner.ACTING, one.pk)
        return None

    def may_send_back(self, viewer: Viewer, stand_ins: Iterable[StandIn]) -> bool:
        """This function will tell whether it is the viewer's turn, or the viewer drafted the line.

        Before the side has a line it is for each of its officers.
        """
        step = self.waiting
        if step is None:
            return viewer.role == OFFICER and not self.is_begun
        first = self.steps[0].person_id
        own = viewer.person_id in {first, step.person_id}
        return own or self.right(viewer, stand_ins) is not None


def side_lines(numbers: Collection[int]) -> dict[tuple[int, int], SideLine]:
    """This function will return the lines of agreements by agreement and side; two queries."""
    found: dict[tuple[int, int], SideLine] = {}
    standing = {"agreement_id__in": numbers, "submission": F("agreement__submission")}
    for step in LineStep.objects.filter(**standing).order_by("place"):
        key = step.agreement_id, step.organization_id
        found.setdefault(key, SideLine()).steps.append(step)
    for one in Approval.objects.filter(**standing):
        key = one.agreement_id, one.organization_id
        found.setdefault(key, SideLine()).done[one.place] = one
    return found


def side_line(agreement: Agreement, organization_id: int | None) -> SideLine:
    """This function will return one side's line."""
    return side_lines([agreement.pk]).get((agreement.pk, organization_id or 0), SideLine())


def step_to_take(viewer: Viewer, agreement: Agreement) -> tuple[LineStep, Right]:
    """This function will return the step whose turn it is, if it is the viewer's, and the right.

    Raises LineMissing, StepDone, NotYourTurn, OwnDraft.
    """
    line = side_line(agreement, viewer.organization_id)
    step = line.waiting
    if step is None:
        raise LineMissing
    right = line.right(viewer, stand_ins_of(viewer))
    if right is not None:
        return step, right
    if step.person_id == viewer.person_id:
        raise OwnDraft
    if any(one.person_id == viewer.person_id for one in line.done.values()):
        raise StepDone
    raise NotYourTurn(who=step.person_name, part=step.get_part_display())


def stand_ins_of(viewer: Viewer) -> list[StandIn]:
    """This function will return in whose place the viewer decides today."""
    return list(
        standing_on(viewer.today).filter(
            organization_id=viewer.organization_id or 0, deputy_id=viewer.person_id or 0
        )
    )


def may_decide_own(viewer: Viewer) -> bool:
    """This function will tell whether the power to decide was delegated to the viewer today."""
    return any(one.manner == Manner.DELEGATED for one in stand_ins_of(viewer))


def line_people(viewer: Viewer) -> list[tuple[int, str, str]]:
    """This function will return who of the viewer's body may stand in lines: number, name, role."""
    assert viewer.organization_id is not None
    assert viewer.today is not None
    return people_in_roles(
        organization_id=viewer.organization_id, roles=LINE_ROLES, today=viewer.today
    )


def standing_on(day: date | None) -> QuerySet[StandIn]:
    """This function will return who stands in for whom on a day."""
    return StandIn.objects.filter(
        valid_from__lte=day, valid_until__gte=day, ended_at=None
    ).order_by("id")


def due_after(day: date) -> date:
    """This function will return the day by which a line is decided when nobody says otherwise."""
    for _ in range(DUE_WORKING_DAYS):
        day += timedelta(days=1)
        while is_day_off(day):
            day += timedelta(days=1)
    return day
