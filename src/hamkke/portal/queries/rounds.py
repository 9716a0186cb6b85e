"""The rounds' pages: when wishes are taken, and what came of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from hamkke.organizations.queries.naming import in_reader_language
from hamkke.placements.queries.public import public_rounds, published_round

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.placements.queries.public import PublicRound


class Phase(StrEnum):
    """How far a round has come, for its readers."""

    COMING = "coming"
    OPEN = "open"
    CLOSED = "closed"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round with its office in the reader's language."""

    round: PublicRound
    office: str
    phase: Phase


def rounds_page(*, now: datetime) -> tuple[RoundLine, ...]:
    """This function will list all rounds that were opened, the latest first; one query."""
    return tuple(_line(each, now) for each in public_rounds())


def round_page(*, round_id: int, now: datetime) -> RoundLine:
    """This function will return one round with its sessions; two queries. Raises NotVisible."""
    return _line(published_round(round_id), now)


def _line(found: PublicRound, now: datetime) -> RoundLine:
    return RoundLine(
        round=found,
        office=in_reader_language(found.office_name, found.office_name_en),
        phase=_phase(found, now),
    )


def _phase(found: PublicRound, now: datetime) -> Phase:
    if found.results_at is not None:
        return Phase.PUBLISHED
    if found.closed_at is not None or found.closes_at <= now:
        return Phase.CLOSED
    return Phase.OPEN if found.opens_at <= now else Phase.COMING
