"""Who may do what with a round; PostgreSQL's policies say the same of its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hamkke.accounts.viewer import Viewer

FAMILY = ("student", "parent")


def may_make_rounds(viewer: Viewer) -> bool:
    """This function will tell whether the viewer makes rounds: an officer of an office."""
    return viewer.acts_as("officer", "education_office")


def may_manage(viewer: Viewer, education_office_id: int) -> bool:
    """This function will tell whether a round of this office is the viewer's to manage."""
    return may_make_rounds(viewer) and viewer.organization_id == education_office_id


def may_apply(viewer: Viewer) -> bool:
    """This function will tell whether the viewer wishes for a class group: its teacher."""
    return viewer.acts_as("homeroom_teacher", "school") and viewer.class_group_id is not None


def may_see_result(viewer: Viewer) -> bool:
    """This function will tell whether a class group's published result is the viewer's to see."""
    return viewer.class_group_id is not None and (may_apply(viewer) or viewer.role in FAMILY)
