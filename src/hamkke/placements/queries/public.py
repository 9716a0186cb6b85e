"""What anybody may read of rounds: figures only. No viewer; fit for the public role."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import FETCH_RAISE

import fair_allocation
from hamkke.database.errors import NotVisible
from hamkke.placements.models import RoundBundle, RoundFigure, SessionFigure

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class OpenProgram:
    """A program that can be wished for now; `offered` counts places of class groups."""

    program_id: int
    program_title: str
    district_id: int
    round_id: int
    round_title: str
    closes_at: datetime
    starts_at: datetime
    sessions: int
    offered: int


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session in a round; the counts are None until the results are published."""

    round_id: int
    round_title: str
    session_id: int
    program_id: int
    program_title: str
    starts_at: datetime
    offered: int
    wished_first: int | None
    wished: int | None
    given: int | None
    cancelled: bool
    results_at: datetime | None


@dataclass(frozen=True, slots=True)
class ProgramFigures:
    """A program's places over all published rounds."""

    program_id: int
    program_title: str
    offered: int
    wished_first: int
    wished: int
    given: int
    sessions: tuple[SessionLine, ...]


@dataclass(frozen=True, slots=True)
class PublicRound:
    """A round that was opened; digest, seed and counts are there as soon as they are public."""

    round_id: int
    title: str
    school_year: int
    office_name: str
    office_name_en: str
    opens_at: datetime
    closes_at: datetime
    closed_at: datetime | None
    early_close_reason: str
    wish_limit: int
    quota: int
    seed_source: str
    input_digest: str
    seed: str
    mechanism: str
    results_at: datetime | None
    offered: int
    applicants: int | None
    served: int | None
    given: int | None
    sessions: tuple[SessionLine, ...] = ()


def open_rounds_programs(now: datetime) -> tuple[OpenProgram, ...]:
    """This function will return the programs that can be wished for now, by deadline. One query."""
    rows = _sessions().filter(
        round_figure__opens_at__lte=now,
        round_figure__closes_at__gt=now,
        round_figure__closed_at__isnull=True,
    )
    found: dict[tuple[int, int], list[SessionFigure]] = {}
    for row in rows.order_by("round_figure__closes_at", "starts_at", "pk"):
        found.setdefault((row.round_figure_id, row.program_id), []).append(row)
    return tuple(
        OpenProgram(
            program_id=rows[0].program_id,
            program_title=rows[0].program_title,
            district_id=rows[0].district_id,
            round_id=rows[0].round_figure_id,
            round_title=rows[0].round_figure.title,
            closes_at=rows[0].round_figure.closes_at,
            starts_at=rows[0].starts_at,
            sessions=len(rows),
            offered=sum(row.offered for row in rows),
        )
        for rows in found.values()
    )


def figures_of_district(district_id: int) -> tuple[ProgramFigures, ...]:
    """This function will return what published rounds gave in a district, by program. One query."""
    rows = _sessions().filter(district_id=district_id, round_figure__results_at__isnull=False)
    found: dict[int, list[SessionLine]] = {}
    for row in rows.order_by("starts_at", "pk"):
        found.setdefault(row.program_id, []).append(_line(row))
    return tuple(_figures(tuple(lines)) for lines in found.values())


def figures_of_program(program_id: int) -> tuple[SessionLine, ...]:
    """This function will return a program's sessions in all rounds that were opened. One query."""
    return tuple(_line(row) for row in _sessions().filter(program_id=program_id))


def published_round(round_id: int) -> PublicRound:
    """This function will return a round that was opened, with its sessions. Two queries.

    Raises NotVisible.
    """
    found = _rounds().filter(pk=round_id).first()
    if found is None:
        raise NotVisible
    sessions = tuple(_line(row) for row in _sessions().filter(round_figure_id=round_id))
    return _round(found, sessions)


def public_rounds() -> tuple[PublicRound, ...]:
    """This function will return all rounds that were opened, the latest first, without sessions."""
    return tuple(_round(row, ()) for row in _rounds())


def bundle_of_round(round_id: int) -> bytes:
    """This function will return the file with which anybody can check a published round.

    Raises NotVisible.
    """
    found = RoundBundle.objects.filter(pk=round_id).first()
    if found is None:
        raise NotVisible
    return fair_allocation.Bundle.from_text(json.dumps(found.bundle)).to_bytes()


def _rounds() -> QuerySet[RoundFigure]:
    return RoundFigure.objects.select_related("education_office__organization").fetch_mode(
        FETCH_RAISE
    )


def _sessions() -> QuerySet[SessionFigure]:
    return SessionFigure.objects.select_related("round_figure").fetch_mode(FETCH_RAISE)


def _line(row: SessionFigure) -> SessionLine:
    return SessionLine(
        round_id=row.round_figure_id,
        round_title=row.round_figure.title,
        session_id=row.session_id,
        program_id=row.program_id,
        program_title=row.program_title,
        starts_at=row.starts_at,
        offered=row.offered,
        wished_first=row.wished_first,
        wished=row.wished,
        given=row.given,
        cancelled=row.cancelled,
        results_at=row.round_figure.results_at,
    )


def _figures(lines: tuple[SessionLine, ...]) -> ProgramFigures:
    return ProgramFigures(
        program_id=lines[0].program_id,
        program_title=lines[0].program_title,
        offered=sum(line.offered for line in lines),
        wished_first=sum(line.wished_first or 0 for line in lines),
        wished=sum(line.wished or 0 for line in lines),
        given=sum(line.given or 0 for line in lines),
        sessions=lines,
    )


def _round(row: RoundFigure, sessions: tuple[SessionLine, ...]) -> PublicRound:
    organization = row.education_office.organization
    return PublicRound(
        round_id=row.pk,
        title=row.title,
        school_year=row.school_year,
        office_name=organization.name,
        office_name_en=organization.name_en,
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        closed_at=row.closed_at,
        early_close_reason=row.early_close_reason,
        wish_limit=row.wish_limit,
        quota=row.quota,
        seed_source=row.seed_source,
        input_digest=row.input_digest,
        seed=row.seed,
        mechanism=row.mechanism,
        results_at=row.results_at,
        offered=row.offered,
        applicants=row.applicants,
        served=row.served,
        given=row.given,
        sessions=sessions,
    )
