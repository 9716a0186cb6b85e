"""What the header, the footer and the head of every page need to know."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.shortcuts import resolve_url
from django.urls import NoReverseMatch
from django.utils.translation import get_language

from hamkke.web import navigation

if TYPE_CHECKING:
    from django.http import HttpRequest

    from hamkke.web.navigation import Entry


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in a language, with its full address."""

    language: str
    href: str


@dataclass(frozen=True, slots=True)
class Shell:
    """The frame around a page."""

    zone: str
    home: str
    entries: list[Entry]
    footer: list[Entry]
    demo: bool
    language: str
    search_url: str = ""
    sign_in_url: str = ""
    sign_out_url: str = ""
    membership_url: str = ""
    desk_url: str = ""
    other_language_url: str = ""
    language_url: str = ""
    alternates: list[Alternate] = field(default_factory=list)


def shell(request: HttpRequest) -> dict[str, Any]:
    """This function will give templates `shell`; it asks the database nothing."""
    language = "en" if (get_language() or "ko").startswith("en") else "ko"
    zone = zone_of(request.path)
    public = zone == "public"
    viewer = None if public else getattr(request, "viewer", None)
    # At the sign-in page nobody is known yet: the work area's entries would lead nowhere.
    outside = public or not getattr(viewer, "is_signed_in", False)
    other = _other_language(request.path, language) if public else ""
    return {
        "shell": Shell(
            zone=zone,
            home=navigation.localized("/", language) if outside else "/desk/",
            entries=navigation.public_entries(request.path, language)
            if outside
            else navigation.desk_entries(request.path, viewer),
            footer=navigation.footer_entries(language),
            demo=bool(getattr(settings, "DEMO", False)),
            language=language,
            search_url=navigation.first_served(
                (navigation.localized("/search/", language),), language
            ),
            sign_in_url=_named(settings.LOGIN_URL),
            sign_out_url=_named("accounts:sign_out"),
            membership_url=_named("accounts:membership"),
            desk_url=navigation.first_served(("/desk/",), "ko"),
            other_language_url=other,
            language_url="" if public else _named("language"),
            alternates=_alternates(request, language, other),
        )
    }


def _named(name: str) -> str:
    try:
        return resolve_url(name)
    except NoReverseMatch:
        return ""


def zone_of(path: str) -> str:
    """This function will name the zone that an address belongs to."""
    if path.startswith("/support/"):
        return "support"
    if path.startswith(("/desk/", "/accounts/")):
        return "work"
    return "public"


def _other_language(path: str, language: str) -> str:
    korean = navigation.in_korean(path)
    target = korean if language == "en" else navigation.localized(korean, "en")
    return target if navigation.served(target, "ko" if language == "en" else "en") else ""


def _alternates(request: HttpRequest, language: str, other: str) -> list[Alternate]:
    if not other:
        return []
    pairs = ((language, request.path), ("ko" if language == "en" else "en", other))
    return [Alternate(name, request.build_absolute_uri(path)) for name, path in sorted(pairs)]
