"""Offer a program."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.organizations.queries.parties import coverages_of
from hamkke.organizations.queries.venues import district_of_venue
from hamkke.programs.asking import ask_to_finish
from hamkke.programs.errors import MayNotOffer, NoOfficeCovers
from hamkke.programs.models import Program, StepKind
from hamkke.programs.parts import promised_pillar, write_search, write_sessions
from hamkke.programs.rules.content import checked_content, checked_sessions
from hamkke.programs.rules.permissions import may_offer
from hamkke.programs.way import write_step

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer
    from hamkke.programs.rules.content import ProgramContent, SessionContent


@transaction.atomic
def offer_program(
    *,
    viewer: Viewer,
    content: ProgramContent,
    sessions: Sequence[SessionContent],
    now: datetime,
) -> int:
    """This function will write the venue's new program as a draft and return its id.

    The viewer manages a venue; district and office of education follow from it and the day. A
    draft may lack sessions. Raises MayNotOffer, PillarNotInForce, NoOfficeCovers and the refusals
    of the content.
    """
    if not may_offer(viewer) or viewer.today is None:
        raise MayNotOffer
    if viewer.person_id is None or viewer.organization_id is None:
        raise MayNotOffer
    district_id = district_of_venue(venue_id=viewer.organization_id)
    if district_id is None:
        raise MayNotOffer
    content = checked_content(content)
    sessions = checked_sessions(sessions, now=now)
    pillar = promised_pillar(
        district_id=district_id, agreement_pillar_id=content.agreement_pillar_id
    )
    covering = coverages_of(organization_id=district_id, on=viewer.today)
    if not covering:
        raise NoOfficeCovers
    program = Program.objects.create(
        **asdict(content),
        district_id=district_id,
        education_office_id=covering[0].education_office_id,
        venue_id=viewer.organization_id,
        created_by_id=viewer.person_id,
        created_at=now,
        changed_at=now,
    )
    write_sessions(program, sessions)
    write_search(program, pillar, [session.place for session in sessions])
    write_step(program, viewer=viewer, kind=StepKind.OFFERED, action="offer_program", now=now)
    ask_to_finish(program, viewer=viewer, now=now)
    return program.pk
