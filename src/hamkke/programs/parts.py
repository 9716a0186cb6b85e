"""The parts of a program that are written with it: its sessions and its searchable form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hamkke.agreements.queries.pillars import in_force_pillars
from hamkke.programs.errors import PillarNotInForce
from hamkke.programs.models import ProgramLevel, ProgramSearch, ProgramSession
from hamkke.programs.rules.content import SessionContent
from hamkke.search.text import searchable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hamkke.agreements.queries.pillars import PromisedPillar
    from hamkke.programs.models import Program

FIELDS = ("starts_at", "ends_at", "place", "capacity", "minimum", "max_pupils")


def promised_pillar(*, district_id: int, agreement_pillar_id: int) -> PromisedPillar:
    """This function will return the pillar if the district's agreement in force has it.

    Raises PillarNotInForce.
    """
    for pillar in in_force_pillars(district_id):
        if pillar.agreement_pillar_id == agreement_pillar_id:
            return pillar
    raise PillarNotInForce


def write_sessions(program: Program, sessions: Sequence[SessionContent]) -> None:
    """This function will make `sessions` the sessions of the program; unchanged ones stay."""
    wanted = list(sessions)
    for row in ProgramSession.objects.filter(program=program):
        stands = SessionContent(*(getattr(row, name) for name in FIELDS))
        if stands in wanted:
            wanted.remove(stands)
        else:
            row.delete()
    for session in wanted:
        ProgramSession.objects.create(
            program=program, **{name: getattr(session, name) for name in FIELDS}
        )


def write_search(program: Program, pillar: PromisedPillar, places: Sequence[str]) -> None:
    """This function will store the form in which the program is searched."""
    venue, district = program.venue.organization, program.district.organization
    title, text, grams = searchable(
        program.title,
        (
            program.summary,
            venue.name,
            venue.name_en,
            district.name,
            district.name_en,
            pillar.pillar_name,
            str(ProgramLevel(program.level).label),
            program.description,
            program.preparation,
            *dict.fromkeys(places),
        ),
    )
    ProgramSearch.objects.update_or_create(
        program=program, defaults={"title": title, "text": text, "grams": grams}
    )
