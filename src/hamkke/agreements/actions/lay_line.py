"""Lay the approval line of one side for what was submitted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from hamkke.agreements.asking import ask_next
from hamkke.agreements.errors import NotApproving, ReadAgain
from hamkke.agreements.line_errors import (
    ChosenTwice,
    DueDatePast,
    LineLaid,
    MayNotLay,
    OwnDraft,
    UnknownMember,
)
from hamkke.agreements.lines import Right, line_people, may_decide_own, side_line
from hamkke.agreements.models import AgreementState, LinePart, LineStep
from hamkke.agreements.rules import HEAD, OFFICER, may_revise
from hamkke.agreements.way import deed_of, lock_agreement, take_step

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from hamkke.accounts.viewer import Viewer


@transaction.atomic
def lay_line(
    *,
    viewer: Viewer,
    agreement_id: int,
    version: int,
    reviewers: Sequence[int],
    decider: int,
    due_date: date | None,
    now: datetime,
) -> int:
    """This function will lay the line of the viewer's side, who drafts: 기안, 검토, 결재.

    `reviewers` and `decider` are people of the viewer's body, reviewers in their order. `version`
    is the one that the viewer read. Returns the agreement's id. Raises NotVisible, MayNotLay,
    NotApproving, ReadAgain, LineLaid, UnknownMember, ChosenTwice, OwnDraft, DueDatePast.
    """
    agreement = lock_agreement(viewer=viewer, agreement_id=agreement_id)
    if not may_revise(viewer, agreement):
        raise MayNotLay
    if agreement.state != AgreementState.APPROVING:
        raise NotApproving(state=agreement.get_state_display())
    if agreement.version != version:
        raise ReadAgain
    if side_line(agreement, viewer.organization_id).is_begun:
        raise LineLaid
    if due_date is not None and viewer.today is not None and due_date < viewer.today:
        raise DueDatePast
    organization_id = deed_of(viewer)["organization_id"]
    rows = [
        LineStep(
            agreement=agreement,
            submission=agreement.submission,
            organization_id=organization_id,
            place=place,
            due_date=due_date,
            **who,
        )
        for place, who in enumerate(_checked(viewer, reviewers, decider), start=1)
    ]
    LineStep.objects.bulk_create(rows)
    take_step(rows[0], Right(), agreement=agreement, viewer=viewer, now=now)
    ask_next(agreement, viewer=viewer, now=now)
    return agreement.pk


def _checked(viewer: Viewer, reviewers: Sequence[int], decider: int) -> list[dict[str, Any]]:
    """This function will say who stands where, in the order of the line, or refuse it."""
    people = line_people(viewer)
    officers = {number: name for number, name, role in people if role == OFFICER}
    heads = {number: name for number, name, role in people if role == HEAD}
    deciders = officers | heads
    if not set(reviewers) <= officers.keys() or decider not in deciders:
        raise UnknownMember
    if len(set(reviewers) - {viewer.person_id, decider}) < len(reviewers):
        raise ChosenTwice
    if decider == viewer.person_id and not may_decide_own(viewer):
        raise OwnDraft
    parts = [
        (LinePart.DRAFT, viewer.person_id, viewer.name, OFFICER),
        *((LinePart.REVIEW, number, officers[number], OFFICER) for number in reviewers),
        (LinePart.DECIDE, decider, deciders[decider], OFFICER if decider in officers else HEAD),
    ]
    return [
        {"part": part, "person_id": person_id, "person_name": name, "role": role}
        for part, person_id, name, role in parts
    ]
