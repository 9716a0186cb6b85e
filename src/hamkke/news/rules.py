"""Who may do what with news."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.contrib.postgres.functions import TransactionNow
from django.db.models import Q

from hamkke.news.models import ReleaseState

if TYPE_CHECKING:
    from hamkke.accounts.viewer import Viewer
    from hamkke.news.models import PressRelease

_EDITING_ROLES: Final = frozenset({"officer", "superintendent"})
_RELEASING_ROLES: Final = _EDITING_ROLES | {"head"}
_EDITING_KINDS: Final = frozenset({"metropolitan_office", "education_office", "district"})
IN_WRITERS_HANDS: Final = frozenset({ReleaseState.DRAFT, ReleaseState.RETURNED})


def may_edit(viewer: Viewer) -> bool:
    """This function will tell whether the viewer decides on repairs and publishes news."""
    return viewer.role in _EDITING_ROLES and viewer.organization_kind in _EDITING_KINDS


def may_import(viewer: Viewer) -> bool:
    """This function will tell whether the viewer may bring a page in.

    The command line acts for nobody: whoever runs it owns the installation. PostgreSQL lets only
    the role of jobs and commands insert a page, so no request can claim to be nobody.
    """
    return not viewer.is_signed_in or may_edit(viewer)


def on_show() -> Q:
    """This function will return the condition for the news that everybody may see now."""
    past = Q(embargo_until__isnull=True) | Q(embargo_until__lte=TransactionNow())
    return Q(published_at__isnull=False) & past


def visible_to(viewer: Viewer) -> Q:
    """This function will return the condition for the news that the viewer may see."""
    seen = on_show()
    if may_edit(viewer):
        seen |= Q(release__isnull=True)
    if may_release(viewer):
        seen |= Q(release__organization_id=viewer.organization_id)
    return seen


def may_release(viewer: Viewer) -> bool:
    """This function will tell whether the viewer writes and approves press releases.

    Officers of the metropolitan office, of an office of education or of a district, and who stands
    at its head: the superintendent, the head of the district. Each for the own body.
    """
    return viewer.role in _RELEASING_ROLES and viewer.organization_kind in _EDITING_KINDS


def releases_of(viewer: Viewer) -> Q:
    """This function will return the condition for the press releases of the viewer's body."""
    return Q(organization_id=viewer.organization_id) if may_release(viewer) else Q(pk__in=())


def may_approve(viewer: Viewer, release: PressRelease) -> bool:
    """This function will tell whether the viewer, who wrote none of it, may approve it."""
    own = may_release(viewer) and viewer.organization_id == release.organization_id
    return own and viewer.person_id not in release.writers
