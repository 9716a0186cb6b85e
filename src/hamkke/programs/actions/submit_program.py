"""Submit a program to the district and its office of education."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.organizations.queries.parties import coverages_of
from hamkke.programs.asking import ask_to_approve
from hamkke.programs.errors import (
    AlreadySubmitted,
    MayNotRevise,
    NoOfficeCovers,
    NotInVenuesHands,
    ReadAgain,
    SessionsMissing,
)
from hamkke.programs.models import ProgramSession, ProgramState, StepKind
from hamkke.programs.parts import promised_pillar
from hamkke.programs.rules.content import check_ahead
from hamkke.programs.rules.permissions import IN_VENUES_HANDS, may_revise
from hamkke.programs.way import lock_program, save_program, write_step

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer
    from hamkke.programs.models import Program


@transaction.atomic
def submit_program(*, viewer: Viewer, program_id: int, version: int, now: datetime) -> int:
    """This function will ask the district and the office that covers it today for approval.

    `version` is the one that the viewer read. Returns the program's id. Raises NotVisible,
    MayNotRevise, AlreadySubmitted, NotInVenuesHands, ReadAgain, SessionsMissing, SessionPast,
    SessionTooFar, PillarNotInForce, NoOfficeCovers.
    """
    program = lock_program(viewer=viewer, program_id=program_id)
    if not may_revise(viewer, program):
        raise MayNotRevise
    if program.state == ProgramState.SUBMITTED:
        raise AlreadySubmitted
    if program.state not in IN_VENUES_HANDS:
        raise NotInVenuesHands(state=program.get_state_display())
    if program.version != version:
        raise ReadAgain
    _check_sessions(program, now=now)
    promised_pillar(
        district_id=program.district_id, agreement_pillar_id=program.agreement_pillar_id
    )
    covering = viewer.today and coverages_of(organization_id=program.district_id, on=viewer.today)
    if not covering:
        raise NoOfficeCovers
    save_program(
        program,
        now=now,
        state=ProgramState.SUBMITTED,
        submission=program.submission + 1,
        education_office_id=covering[0].education_office_id,
    )
    write_step(program, viewer=viewer, kind=StepKind.SUBMITTED, action="submit_program", now=now)
    ask_to_approve(program, viewer=viewer, now=now)
    return program.pk


def _check_sessions(program: Program, *, now: datetime) -> None:
    rows = ProgramSession.objects.filter(program=program).order_by("starts_at", "id")
    starts = rows.values_list("starts_at", flat=True)
    if not starts:
        raise SessionsMissing
    for number, starts_at in enumerate(starts, start=1):
        check_ahead(starts_at, number=number, now=now)
