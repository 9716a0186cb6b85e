"""When the demo's personas may be offered."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Final

from django.conf import settings

# Addresses of PostgreSQL that are this machine: a socket folder, loopback, or libpq's default.
LOCAL_DATABASES: Final = ("", "localhost", "127.0.0.1", "::1")


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
