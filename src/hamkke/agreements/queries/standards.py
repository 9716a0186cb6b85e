"""The standard agreement as its keepers write it and as everybody else reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hamkke.agreements.errors import MayNotKeepStandard, StandardIssued
from hamkke.agreements.models import Standard, StandardClause, StandardState
from hamkke.agreements.numbering import full_names, marks_of
from hamkke.agreements.rules import PARTY_ROLES, keeps_standard
from hamkke.database.errors import NotVisible

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition as lists show it."""

    id: int
    edition: int
    is_draft: bool
    note: str
    issued_at: datetime | None


@dataclass(frozen=True, slots=True)
class StandardLine:
    """A clause of an edition with its number."""

    id: int
    mark: str
    name: str
    level: int
    heading: str
    text: str
    pillar_id: int | None
    pillar_name: str
    optional: bool
    reserved: bool
    version: int


@dataclass(frozen=True, slots=True)
class StandardPage:
    """An edition in full, and whether this viewer may write it."""

    edition: Edition
    clauses: tuple[StandardLine, ...]
    may_write: bool


def list_editions(*, viewer: Viewer) -> tuple[Edition, ...]:
    """This function will list the editions that the viewer may read, the newest first.

    Raises NotVisible for those who take part in no agreement.
    """
    if viewer.role not in PARTY_ROLES:
        raise NotVisible
    rows = Standard.objects.order_by("-edition")
    if not keeps_standard(viewer):
        rows = rows.filter(state=StandardState.ISSUED)
    return tuple(_edition(row) for row in rows)


def standard_page(*, viewer: Viewer, standard_id: int) -> StandardPage:
    """This function will return an edition in full; two queries. Raises NotVisible."""
    found = [one for one in list_editions(viewer=viewer) if one.id == standard_id]
    if not found:
        raise NotVisible
    return StandardPage(
        edition=found[0],
        clauses=_clauses(standard_id),
        may_write=found[0].is_draft and keeps_standard(viewer),
    )


def standard_to_write(*, viewer: Viewer, standard_id: int) -> StandardPage:
    """This function will return an edition for writing.

    Raises NotVisible, MayNotKeepStandard, StandardIssued.
    """
    page = standard_page(viewer=viewer, standard_id=standard_id)
    if not keeps_standard(viewer):
        raise MayNotKeepStandard
    if not page.edition.is_draft:
        raise StandardIssued
    return page


def clause_to_write(
    *, viewer: Viewer, standard_id: int, clause_id: int
) -> tuple[Edition, StandardLine]:
    """This function will return a clause of an edition being written.

    Raises NotVisible, MayNotKeepStandard, StandardIssued.
    """
    page = standard_to_write(viewer=viewer, standard_id=standard_id)
    for clause in page.clauses:
        if clause.id == clause_id:
            return page.edition, clause
    raise NotVisible


def _edition(row: Standard) -> Edition:
    return Edition(row.pk, row.edition, row.state == StandardState.DRAFT, row.note, row.issued_at)


def _clauses(standard_id: int) -> tuple[StandardLine, ...]:
    rows = list(
        StandardClause.objects.filter(standard_id=standard_id)
        .select_related("pillar")
        .order_by("place")
    )
    levels = [row.level for row in rows]
    return tuple(
        StandardLine(
            id=row.pk,
            mark=mark,
            name=name,
            level=row.level,
            heading=row.heading,
            text=row.text,
            pillar_id=row.pillar_id,
            pillar_name=row.pillar.name if row.pillar else "",
            optional=row.optional,
            reserved=row.reserved,
            version=row.version,
        )
        for row, mark, name in zip(rows, marks_of(levels), full_names(levels), strict=True)
    )
