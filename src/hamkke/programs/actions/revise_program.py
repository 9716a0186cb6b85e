"""Revise a program."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.programs.errors import MayNotRevise, NotInVenuesHands, StaleVersion
from hamkke.programs.models import StepKind
from hamkke.programs.parts import promised_pillar, write_search, write_sessions
from hamkke.programs.rules.content import checked_content, checked_sessions
from hamkke.programs.rules.permissions import IN_VENUES_HANDS, may_revise
from hamkke.programs.way import lock_program, save_program, write_step

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer
    from hamkke.programs.rules.content import ProgramContent, SessionContent


@transaction.atomic
def revise_program(
    *,
    viewer: Viewer,
    program_id: int,
    version: int,
    content: ProgramContent,
    sessions: Sequence[SessionContent],
    now: datetime,
) -> int:
    """This function will replace text and sessions of a draft or returned program.

    `version` is the one that the viewer began from. Returns the program's id. Raises NotVisible,
    MayNotRevise, NotInVenuesHands, StaleVersion, PillarNotInForce and the refusals of the content.
    """
    program = lock_program(viewer=viewer, program_id=program_id)
    if not may_revise(viewer, program):
        raise MayNotRevise
    if program.state not in IN_VENUES_HANDS:
        raise NotInVenuesHands(state=program.get_state_display())
    if program.version != version:
        raise StaleVersion(version=program.version)
    content = checked_content(content)
    sessions = checked_sessions(sessions, now=now)
    pillar = promised_pillar(
        district_id=program.district_id, agreement_pillar_id=content.agreement_pillar_id
    )
    save_program(program, now=now, **asdict(content))
    write_sessions(program, sessions)
    write_search(program, pillar, [session.place for session in sessions])
    write_step(program, viewer=viewer, kind=StepKind.REVISED, action="revise_program", now=now)
    return program.pk
