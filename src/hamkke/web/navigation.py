"""Which pages the header and the footer lead to.

An entry is shown only where its address is served, so that no zone and no
half-installed system shows a dead link. Apps narrow desk entries to those who may
open them: `limit_desk_entry("/desk/agreements/", lambda viewer: …)` in `AppConfig.ready`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

if TYPE_CHECKING:
    from django.utils.functional import Promise

# What a viewer is belongs to accounts, which stands above the shell.
type Rule = Callable[[Any], bool]

PUBLIC = (
    ("/agreements/", _("협약")),
    ("/programs/", _("프로그램")),
    ("/directory/", _("기관 찾기")),
    ("/news/", _("소식")),
    ("/weather/", _("날씨")),
    ("/districts/", _("자치구")),
    ("/about/", _("사업 소개")),
)
DESK = (
    ("/desk/", _("오늘")),
    ("/desk/agreements/", _("협약")),
    ("/desk/councils/", _("협의회")),
    ("/desk/programs/", _("프로그램")),
    ("/desk/placements/", _("배정")),
    ("/desk/directory/", _("기관 정보")),
    ("/desk/news/", _("소식")),
    ("/desk/people/", _("사람")),
    ("/desk/families/", _("학생·학부모")),
)
FOOTER = (
    ("/privacy/", _("개인정보 처리방침")),
    ("/accessibility/", _("접근성")),
    ("/data/", _("공개 자료")),
    ("/verify/", _("배정 검산")),
    ("/contact/", _("문의")),
)
_limits: dict[str, Rule] = {}


@dataclass(frozen=True, slots=True)
class Entry:
    """A link of the header or the footer."""

    href: str
    label: str | Promise
    active: bool = False


def limit_desk_entry(path: str, rule: Rule) -> None:
    """This function will show a desk entry only to viewers that the rule admits."""
    _limits[path] = rule


@lru_cache(maxsize=512)
def served(path: str, language: str) -> bool:
    """This function will tell whether this process answers an address in a language."""
    with override(language):
        try:
            resolve(path)
        except Resolver404:
            return False
    return True


def first_served(paths: tuple[str, ...], language: str) -> str:
    """This function will give the first address that is served, or an empty text."""
    return next((path for path in paths if served(path, language)), "")


def public_entries(here: str, language: str) -> list[Entry]:
    """This function will list the portal's entries; the one that `here` lies under is active."""
    return _entries(PUBLIC, here, language)


def footer_entries(language: str) -> list[Entry]:
    """This function will list the footer's entries."""
    return _entries(FOOTER, "", language)


def desk_entries(here: str, viewer: object) -> list[Entry]:
    """This function will list the work area's entries that this viewer may open."""
    allowed = tuple(
        (path, label)
        for path, label in DESK
        if viewer is not None and (path not in _limits or _limits[path](viewer))
    )
    return _entries(allowed, here, "ko")


def _entries(items: tuple[tuple[str, str | Promise], ...], here: str, language: str) -> list[Entry]:
    shown = [
        (address, label)
        for path, label in items
        if served(address := localized(path, language), language)
    ]
    under = [address for address, _label in shown if here.startswith(address)]
    nearest = max(under, key=len, default="")
    return [Entry(address, label, active=address == nearest) for address, label in shown]


def localized(path: str, language: str) -> str:
    """This function will give a portal address in a language: Korean has no prefix."""
    return path if language == "ko" else f"/{language}{path}"


def in_korean(path: str) -> str:
    """This function will take the language off a portal address."""
    return path.removeprefix("/en") if path.startswith("/en/") else path
