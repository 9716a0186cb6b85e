"""When the demo's personas may be offered, and who must prove themselves twice."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING, Final

from django.conf import settings

from hamkke.accounts.models import Role

if TYPE_CHECKING:
    from hamkke.accounts.viewer import Viewer

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
