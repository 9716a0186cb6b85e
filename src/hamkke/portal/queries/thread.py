"""The thread: what an agreement promises under each pillar, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hamkke.organizations.queries.naming import in_reader_language
from hamkke.placements.queries.public import figures_of_district
from hamkke.programs.queries.published import programs_of_agreement

if TYPE_CHECKING:
    from hamkke.agreements.queries.published import PublishedAgreement
    from hamkke.placements.queries.public import ProgramFigures
    from hamkke.programs.queries.published import ProgramLine


@dataclass(frozen=True, slots=True)
class ThreadProgram:
    """A program under a pillar; `figures` are those written when results were published."""

    line: ProgramLine
    figures: ProgramFigures | None


@dataclass(frozen=True, slots=True)
class ThreadPillar:
    """A pillar of an agreement: its text and the programs that keep the promise."""

    name: str
    text: str
    programs: tuple[ThreadProgram, ...]


def thread_of(agreement: PublishedAgreement) -> tuple[ThreadPillar, ...]:
    """This function will return the agreement's pillars in its order; two queries."""
    figures = {each.program_id: each for each in figures_of_district(agreement.line.district_id)}
    programs: dict[str, list[ThreadProgram]] = {}
    for line in sorted(
        programs_of_agreement(agreement.line.id), key=lambda each: (each.title, each.id)
    ):
        programs.setdefault(line.pillar_code, []).append(ThreadProgram(line, figures.get(line.id)))
    return tuple(
        ThreadPillar(
            name=in_reader_language(pillar.name, pillar.name_en),
            text=pillar.text,
            programs=tuple(programs.get(pillar.code, ())),
        )
        for pillar in agreement.pillars
    )
