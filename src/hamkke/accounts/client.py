"""From where a request comes: the address behind one's own proxies, or a known device."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.core import signing
from django.utils.crypto import salted_hmac

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

COOKIE: Final = "hamkke_device"
SALT: Final = "hamkke.accounts.device"
YEAR: Final = 60 * 60 * 24 * 365
MOST_ACCOUNTS: Final = 20
UNKNOWN: Final = "0.0.0.0"  # noqa: S104 - an address that nobody has


@dataclass(frozen=True, slots=True)
class Client:
    """Where an attempt comes from: a device known to the account, else an address."""

    key: str
    is_known: bool


def address_of_client(request: HttpRequest) -> str:
    """This function will return the client's address.

    Behind HAMKKE_BEHIND_PROXY own proxies it is what the outermost of them saw, counted from the
    end of X-Forwarded-For: what stands before it was written by the client.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.PROXIES:
        header = request.headers.get("X-Forwarded-For", "")
        seen = [item.strip() for item in header.split(",") if item.strip()]
        address = seen[-settings.PROXIES] if len(seen) >= settings.PROXIES else address
    try:
        return str(ip_address(address))
    except ValueError:  # a Unix socket, or a proxy that sent nonsense
        return UNKNOWN


def client_of(request: HttpRequest, account_id: int | None) -> Client:
    """This function will name the client of an attempt at `account_id` (None: at no account)."""
    device, accounts = _device(request)
    if device and account_id in accounts:
        return Client(keyed("device", device), is_known=True)
    address = ip_address(address_of_client(request))
    width = 32 if address.version == 4 else 64  # noqa: PLR2004 - a household's IPv6 network
    return Client(
        keyed("address", str(ip_network(f"{address}/{width}", strict=False))), is_known=False
    )


def remember_device(request: HttpRequest, response: HttpResponseBase, account_id: int) -> None:
    """This function will let `response` mark this browser as one that signed in to the account."""
    device, accounts = _device(request)
    kept = [*(number for number in accounts if number != account_id), account_id][-MOST_ACCOUNTS:]
    response.set_cookie(
        COOKIE,
        signing.dumps([device or secrets.token_urlsafe(16), kept], salt=SALT),
        max_age=YEAR,
        path="/accounts/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def keyed(kind: str, value: str) -> str:
    """This function will hash what is not to stand in the database, with the secret key."""
    return salted_hmac(f"hamkke.accounts.{kind}", value, algorithm="sha256").hexdigest()


def _device(request: HttpRequest) -> tuple[str, list[int]]:
    try:
        device, accounts = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=YEAR)
    except signing.BadSignature:
        return "", []
    return str(device), list(accounts)
