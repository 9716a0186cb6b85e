"""The programs' pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hamkke.agreements.queries.pillars import list_pillars
from hamkke.organizations.queries.districts import list_districts
from hamkke.organizations.queries.naming import in_reader_language
from hamkke.placements.queries.public import figures_of_program
from hamkke.programs.queries.published import published_program, search_programs

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.placements.queries.public import SessionLine as FiguresLine
    from hamkke.portal.rules import ProgramWish
    from hamkke.programs.queries.published import FoundPrograms, PublishedProgram, SessionLine


@dataclass(frozen=True, slots=True)
class ProgramsPage:
    """What was found, and what it can be narrowed by."""

    found: FoundPrograms
    wish: ProgramWish
    districts: tuple[tuple[str, str], ...]
    pillars: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session, and its figures in each round that offered it."""

    session: SessionLine
    figures: tuple[FiguresLine, ...]


@dataclass(frozen=True, slots=True)
class ProgramPage:
    """One program with its sessions."""

    program: PublishedProgram
    sessions: tuple[SessionRow, ...]
    rounds: tuple[tuple[int, str], ...]
    is_over: bool


def programs_page(*, wish: ProgramWish, now: datetime) -> ProgramsPage:
    """This function will find the programs wished for; the number of queries is constant."""
    found = search_programs(
        q=wish.q,
        district_code=wish.district,
        pillar=wish.pillar,
        level=wish.level,
        grade=wish.grade,
        page=wish.page,
    )
    return ProgramsPage(
        found=found,
        wish=wish,
        districts=tuple((each.code, each.label) for each in list_districts(day=now.date())),
        pillars=tuple(
            (each.code, in_reader_language(each.name, each.name_en)) for each in list_pillars()
        ),
    )


def program_page(*, program_id: int, now: datetime) -> ProgramPage:
    """This function will gather one program's page; three queries. Raises NotVisible."""
    program = published_program(program_id)
    figures: dict[int, list[FiguresLine]] = {}
    rounds: dict[int, str] = {}
    for line in figures_of_program(program_id):
        figures.setdefault(line.session_id, []).append(line)
        rounds[line.round_id] = line.round_title
    return ProgramPage(
        program=program,
        sessions=tuple(
            SessionRow(each, tuple(figures.get(each.id, ()))) for each in program.sessions
        ),
        rounds=tuple(rounds.items()),
        is_over=program.line.last_ends_at is not None and program.line.last_ends_at < now,
    )
