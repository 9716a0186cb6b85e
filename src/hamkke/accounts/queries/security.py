"""A person's own ways in: factors, addresses, links to providers, and open sessions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from hamkke.accounts.models import Account
from hamkke.database.errors import NotVisible

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer

# What a browser calls itself, the first that fits; Edge and Samsung also say Chrome, Chrome Safari.
BROWSERS: Final = (
    ("Whale/", "Whale"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Edg", "Edge"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS: Final = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class Passkey:
    """A passkey: its number, its name, and since when it is used."""

    number: int
    name: str
    added_at: datetime


@dataclass(frozen=True, slots=True)
class WaysIn:
    """How a person may sign in."""

    address: str
    new_address: str
    has_password: bool
    has_app: bool
    passkeys: list[Passkey]
    codes_left: int | None


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A place where one is signed in."""

    number: int
    device: str
    address: str
    since: datetime
    is_current: bool


def own_account(viewer: Viewer) -> Account:
    """This function will return the viewer's account. Raises NotVisible."""
    if viewer.person_id is None:
        raise NotVisible
    account = Account.objects.filter(person_id=viewer.person_id, is_active=True).first()
    if account is None:
        raise NotVisible
    return account


def ways_in(*, viewer: Viewer) -> WaysIn:
    """This function will return the viewer's own ways in, in three queries."""
    account = own_account(viewer)
    addresses = list(EmailAddress.objects.filter(user=account).order_by("-verified", "pk"))
    held = list(Authenticator.objects.filter(user=account).order_by("pk"))
    codes = [item for item in held if item.type == Authenticator.Type.RECOVERY_CODES]
    return WaysIn(
        address=addresses[0].email if addresses else "",
        new_address=next((item.email for item in addresses[1:] if not item.verified), ""),
        has_password=account.has_usable_password(),
        has_app=any(item.type == Authenticator.Type.TOTP for item in held),
        passkeys=[
            Passkey(item.pk, item.wrap().name, item.created_at)
            for item in held
            if item.type == Authenticator.Type.WEBAUTHN
        ],
        codes_left=len(codes[0].wrap().get_unused_codes()) if codes else None,
    )


def open_sessions(*, viewer: Viewer, key: str | None, now: datetime) -> list[OpenSession]:
    """This function will return where the viewer is signed in, the session `key` first."""
    alive = Session.objects.filter(expire_date__gt=now).values("session_key")
    found = UserSession.objects.filter(
        user__person_id=viewer.person_id, session_key__in=alive
    ).order_by("-created_at")
    sessions = [
        OpenSession(
            number=item.pk,
            device=device_name(item.user_agent),
            address=item.ip,
            since=item.created_at,
            is_current=item.session_key == key,
        )
        for item in found
    ]
    return sorted(sessions, key=lambda item: not item.is_current)


def device_name(user_agent: str) -> str:
    """This function will name browser and system as their users know them."""
    names = [
        next((name for mark, name in known if mark in user_agent), "")
        for known in (BROWSERS, SYSTEMS)
    ]
    return " · ".join(name for name in names if name)
