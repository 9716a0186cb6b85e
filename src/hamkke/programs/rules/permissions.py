"""Who may do what with a program: predicates, and the set that a viewer may see.

The same rules stand in sql/0002_row_security.sql, where PostgreSQL holds them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from hamkke.organizations.queries.coverage import districts_of_office
from hamkke.programs.models import ProgramState

if TYPE_CHECKING:
    from hamkke.accounts.viewer import Viewer
    from hamkke.programs.models import Program

VENUE_MANAGER, OFFICER = "venue_manager", "officer"
OFFICIALS = frozenset({OFFICER, "head", "superintendent"})
DISTRICT, EDUCATION_OFFICE, METROPOLITAN_OFFICE = (
    "district",
    "education_office",
    "metropolitan_office",
)
IN_VENUES_HANDS = (ProgramState.DRAFT, ProgramState.RETURNED)


def visible_to(viewer: Viewer) -> Q:
    """This function will return the condition of the programs that `viewer` may see."""
    published = Q(published_at__isnull=False)
    concerning = concerns(viewer)
    return published if concerning is None else published | concerning


def concerns(viewer: Viewer) -> Q | None:
    """This function will return the condition of the programs that concern the viewer's body.

    None for those who have to do with published programs only.
    """
    if viewer.organization_id is None:
        return None
    if viewer.role == VENUE_MANAGER:
        return Q(venue_id=viewer.organization_id)
    if viewer.role not in OFFICIALS:
        return None
    submitted = ~Q(state=ProgramState.DRAFT)
    if viewer.organization_kind == METROPOLITAN_OFFICE:
        return submitted
    if viewer.organization_kind == EDUCATION_OFFICE:
        own = Q(education_office_id=viewer.organization_id)
        return submitted & (own | Q(district_id__in=_covered(viewer)))
    return submitted & Q(district_id=viewer.organization_id)


def _covered(viewer: Viewer) -> tuple[int, ...]:
    if viewer.organization_id is None or viewer.today is None:
        return ()
    return districts_of_office(education_office_id=viewer.organization_id, day=viewer.today)


def is_party(viewer: Viewer, program: Program) -> bool:
    """This function will tell whether the program concerns the viewer's body."""
    if viewer.role == VENUE_MANAGER:
        return bool(viewer.organization_id == program.venue_id)
    if viewer.role not in OFFICIALS:
        return False
    if viewer.organization_kind == METROPOLITAN_OFFICE:
        return True
    if viewer.organization_kind == EDUCATION_OFFICE:
        is_own = viewer.organization_id == program.education_office_id
        return bool(is_own or program.district_id in _covered(viewer))
    return bool(viewer.organization_id == program.district_id)


def may_see(viewer: Viewer, program: Program) -> bool:
    """This function will tell whether the viewer may see the program."""
    if program.published_at is not None:
        return True
    if viewer.role != VENUE_MANAGER and program.state == ProgramState.DRAFT:
        return False
    return is_party(viewer, program)


def may_offer(viewer: Viewer) -> bool:
    """This function will tell whether the viewer may offer programs at all."""
    return viewer.acts_as(VENUE_MANAGER, "venue")


def may_revise(viewer: Viewer, program: Program) -> bool:
    """This function will tell whether the program is the viewer's to write."""
    return may_offer(viewer) and viewer.organization_id == program.venue_id


def may_decide(viewer: Viewer, program: Program) -> bool:
    """This function will tell whether the viewer approves for one of the two sides."""
    return viewer.role == OFFICER and viewer.organization_id in deciding_sides(program)


def deciding_sides(program: Program) -> tuple[int, int]:
    """This function will return the two bodies that approve: the district and the office."""
    return program.district_id, program.education_office_id
