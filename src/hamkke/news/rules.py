"""Who may do what with news."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db.models import Q

if TYPE_CHECKING:
    from hamkke.accounts.viewer import Viewer

_EDITING_ROLES: Final = frozenset({"officer", "superintendent"})
_EDITING_KINDS: Final = frozenset({"metropolitan_office", "education_office", "district"})


def may_edit(viewer: Viewer) -> bool:
    """This function will tell whether the viewer decides on repairs and publishes news."""
    return viewer.role in _EDITING_ROLES and viewer.organization_kind in _EDITING_KINDS


def may_import(viewer: Viewer) -> bool:
    """This function will tell whether the viewer may bring a page in.

    The command line acts for nobody: whoever runs it owns the installation. PostgreSQL lets only
    the role of jobs and commands insert a page, so no request can claim to be nobody.
    """
    return not viewer.is_signed_in or may_edit(viewer)


def visible_to(viewer: Viewer) -> Q:
    """This function will return the condition for the news that the viewer may see."""
    return Q() if may_edit(viewer) else Q(published_at__isnull=False)
