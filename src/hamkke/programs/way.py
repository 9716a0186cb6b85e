"""What every action on a program does alike: lock, save, write the step down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hamkke.audit.actions.record_action import record_action
from hamkke.database.errors import NotVisible
from hamkke.programs.models import Program, ProgramStep
from hamkke.programs.rules.permissions import visible_to

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer
    from hamkke.programs.models import StepKind


def lock_program(*, viewer: Viewer, program_id: int) -> Program:
    """This function will lock and return a program that the viewer may see.

    PostgreSQL lets only those lock it who may change it as it stands; anybody else gets it
    unlocked, to be told why not. Raises NotVisible.
    """
    visible = Program.objects.filter(visible_to(viewer), pk=program_id)
    program = visible.select_for_update().first() or visible.first()
    if program is None:
        raise NotVisible
    return program


def save_program(program: Program, *, now: datetime, **changes: Any) -> None:
    """This function will save changes as the next version."""
    changes |= {"version": program.version + 1, "changed_at": now}
    for name, value in changes.items():
        setattr(program, name, value)
    program.save(update_fields=list(changes))


def in_the_name_of(viewer: Viewer) -> dict[str, Any]:
    """This function will return who does it, for whom, as steps and approvals keep it."""
    return {
        "organization_id": viewer.organization_id,
        "person_id": viewer.person_id,
        "person_name": viewer.name,
    }


def write_step(
    program: Program,
    *,
    viewer: Viewer,
    kind: StepKind,
    action: str,
    now: datetime,
    note: str = "",
) -> None:
    """This function will add the step to the timeline and to the audit."""
    ProgramStep.objects.create(
        program=program,
        kind=kind,
        note=note,
        done_at=now,
        **in_the_name_of(viewer),
    )
    record_action(
        viewer=viewer.identity,
        action=action,
        subject=program,
        now=now,
        data={"version": program.version, "submission": program.submission},
    )
