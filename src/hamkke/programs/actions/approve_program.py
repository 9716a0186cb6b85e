"""Approve a program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.programs.asking import all_is_done, own_part_is_done
from hamkke.programs.errors import AlreadyApproved, MayNotDecide, NothingToDecide, ReadAgain
from hamkke.programs.models import ProgramApproval, ProgramState, StepKind
from hamkke.programs.rules.permissions import deciding_sides, may_decide
from hamkke.programs.way import (
    in_the_name_of,
    lock_program,
    save_program,
    write_step,
)
from hamkke.search.actions.ask_refresh import ask_refresh

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


@transaction.atomic
def approve_program(*, viewer: Viewer, program_id: int, version: int, now: datetime) -> int:
    """This function will approve for the viewer's side; the second approval publishes.

    `version` is the one that the viewer read; the other side's approval does not outdate it.
    Returns the program's id. Raises NotVisible, MayNotDecide, AlreadyApproved, NothingToDecide,
    ReadAgain.
    """
    program = lock_program(viewer=viewer, program_id=program_id)
    if not may_decide(viewer, program):
        raise MayNotDecide
    approvals = ProgramApproval.objects.filter(program=program, submission=program.submission)
    sides = set(approvals.values_list("organization_id", flat=True))
    if viewer.organization_id in sides:
        raise AlreadyApproved
    if program.state != ProgramState.SUBMITTED:
        raise NothingToDecide(state=program.get_state_display())
    if not program.version - len(sides) <= version <= program.version:
        raise ReadAgain
    ProgramApproval.objects.create(
        program=program,
        submission=program.submission,
        approved_at=now,
        **in_the_name_of(viewer),
    )
    sides.add(viewer.organization_id or 0)
    is_last = sides >= set(deciding_sides(program))
    if is_last:
        save_program(program, now=now, state=ProgramState.PUBLISHED, published_at=now)
        all_is_done(program, viewer=viewer, now=now)
        ask_refresh(identity=viewer.identity, kind="program", numbers=[program.pk])
    else:
        save_program(program, now=now)
        own_part_is_done(program, viewer=viewer, now=now)
    write_step(program, viewer=viewer, kind=StepKind.APPROVED, action="approve_program", now=now)
    return program.pk
