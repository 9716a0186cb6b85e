"""Send a program back to its venue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hamkke.programs.asking import ask_to_mend
from hamkke.programs.errors import MayNotDecide, NothingToDecide, ReadAgain, ReasonMissing
from hamkke.programs.models import ProgramState, StepKind
from hamkke.programs.rules.content import REASON, tidy
from hamkke.programs.rules.permissions import may_decide
from hamkke.programs.way import lock_program, save_program, write_step

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


@transaction.atomic
def return_program(
    *, viewer: Viewer, program_id: int, version: int, reason: str, now: datetime
) -> int:
    """This function will send the program back with a reason; approvals so far count no more.

    `version` is the one that the viewer read. Returns the program's id. Raises NotVisible,
    MayNotDecide, NothingToDecide, ReadAgain, ReasonMissing, TextTooLong.
    """
    program = lock_program(viewer=viewer, program_id=program_id)
    if not may_decide(viewer, program):
        raise MayNotDecide
    if program.state != ProgramState.SUBMITTED:
        raise NothingToDecide(state=program.get_state_display())
    if program.version != version:
        raise ReadAgain
    reason = tidy(reason, what=_("보완할 점"), limit=REASON, required=False)
    if not reason:
        raise ReasonMissing
    save_program(program, now=now, state=ProgramState.RETURNED)
    write_step(
        program,
        viewer=viewer,
        kind=StepKind.RETURNED,
        action="return_program",
        now=now,
        note=reason,
    )
    ask_to_mend(program, viewer=viewer, now=now, reason=reason)
    return program.pk
