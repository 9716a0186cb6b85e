"""When the demo's personas may be offered, who must prove themselves twice, who may give roles."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING, Final

from django.conf import settings

from hamkke.accounts.chain import CHAIN
from hamkke.accounts.models import Role

if TYPE_CHECKING:
    from hamkke.accounts.chain import Link
    from hamkke.accounts.viewer import Viewer
    from hamkke.organizations.queries.places import Place

# Addresses of PostgreSQL that are this machine: a socket folder, loopback, or libpq's default.
LOCAL_DATABASES: Final = ("", "localhost", "127.0.0.1", "::1")


# Who decides for an office or a district works only with a second factor.
OFFICIALS: Final = frozenset({Role.OFFICER, Role.HEAD, Role.SUPERINTENDENT})
OFFICES: Final = frozenset({"metropolitan_office", "education_office", "district"})


def needs_second_factor(role: str, kind: str) -> bool:
    """This function will tell whether a membership opens the desk only after a second factor."""
    return role in OFFICIALS and kind in OFFICES


def resets_second_factors(viewer: Viewer) -> bool:
    """This function will tell whether the viewer helps others who lost theirs."""
    is_official = viewer.role in OFFICIALS and viewer.organization_kind in OFFICES
    return is_official and not viewer.lacks_second_factor


def may_reset_second_factor(
    viewer: Viewer, *, person_id: int, organization_id: int, kind: str
) -> bool:
    """This function will tell whether the viewer may take the lost factors off a person.

    Another person does it than the one who lost them, and a colleague or somebody above does: an
    officer of the person's own organization, of the metropolitan office for an office or a
    district, of an office or a district for schools and venues. Who does it has proven a second
    factor.
    """
    if not resets_second_factors(viewer) or viewer.person_id == person_id:
        return False
    if viewer.organization_id == organization_id:
        return True
    if kind in OFFICES:
        return viewer.organization_kind == "metropolitan_office" and kind != "metropolitan_office"
    return True


def demo_is_safe() -> bool:
    """This function will tell that nothing about this process looks like a real deployment.

    Personas sign in without a password, so the demo serves only this machine or its own network,
    without HTTPS, from the embedded database.
    """
    host = str(settings.DATABASES["default"].get("HOST", ""))
    return (
        not settings.HTTPS
        and not settings.CSRF_TRUSTED_ORIGINS
        and getattr(settings, "SECURE_PROXY_SSL_HEADER", None) is None
        and (host in LOCAL_DATABASES or host.startswith("/"))
        and all(_is_near(name) for name in settings.ALLOWED_HOSTS)
    )


def demo_is_on() -> bool:
    """This function will tell whether personas may sign in: asked for, and safe."""
    return bool(settings.DEMO) and demo_is_safe()


def _is_near(host: str) -> bool:
    """A name without dots, or an address of this machine or of a private network."""
    try:
        address = ip_address(host.strip("[]"))
    except ValueError:
        return "." not in host and "*" not in host
    return address.is_private or address.is_loopback


def may_give(viewer: Viewer, place: Place, role: str) -> bool:
    """This function will tell whether the viewer may give and take `role` in that body."""
    return any(_admits(link, viewer, place) for link in CHAIN if link.role == role)


def roles_to_give(viewer: Viewer, place: Place) -> tuple[str, ...]:
    """This function will return the roles that the viewer may give in that body."""
    return tuple(link.role for link in CHAIN if _admits(link, viewer, place))


def kinds_to_give(viewer: Viewer) -> frozenset[str]:
    """This function will return the kinds of other bodies whose people the viewer invites."""
    return frozenset(link.kind for link in CHAIN if link.reach != "own" and _is_giver(link, viewer))


def gives_roles(viewer: Viewer) -> bool:
    """This function will tell whether the viewer gives any role at all."""
    return any(_is_giver(link, viewer) for link in CHAIN)


def may_import_staff(viewer: Viewer) -> bool:
    """This function will tell whether the viewer brings staff and class groups of a school in."""
    return viewer.acts_as("school_officer", "school")


def hands_out_codes(viewer: Viewer) -> bool:
    """This function will tell whether the viewer hands codes out to pupils and parents."""
    return viewer.acts_as("school_officer", "school") or (
        viewer.acts_as("homeroom_teacher", "school") and viewer.class_group_id is not None
    )


def may_hand_out(viewer: Viewer, class_group_id: int | None, school_id: int) -> bool:
    """This function will tell whether the viewer hands codes out there; None: without a class.

    A school's officer everywhere in the school, a homeroom teacher in the own class.
    """
    if not hands_out_codes(viewer) or viewer.organization_id != school_id:
        return False
    return viewer.role == Role.SCHOOL_OFFICER or class_group_id == viewer.class_group_id


def _is_giver(link: Link, viewer: Viewer) -> bool:
    return (viewer.organization_kind, viewer.role) == (link.giver_kind, link.giver_role)


def _admits(link: Link, viewer: Viewer, place: Place) -> bool:
    if not _is_giver(link, viewer) or link.kind != place.kind:
        return False
    if link.reach == "own":
        return place.organization_id == viewer.organization_id
    return link.reach == "all" or viewer.organization_id in {place.district_id, place.office_id}
