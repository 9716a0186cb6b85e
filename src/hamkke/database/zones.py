"""The zones of hamkke: which role and cookie serve which part of the site."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from hamkke.database import roles


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of the site: its PostgreSQL role and, where people sign in, its cookie."""

    name: str
    role: str
    cookie: str | None
    prefix: str


PUBLIC: Final = Zone("public", roles.PUBLIC, None, "/")
# Signing in to the work area happens at /accounts/, with the cookie of the work area.
IDENTITY: Final = Zone("identity", roles.IDENTITY, "hamkke_work", "/accounts/")
WORK: Final = Zone("work", roles.WORK, "hamkke_work", "/desk/")
SUPPORT: Final = Zone("support", roles.SUPPORT, "hamkke_support", "/support/")
_BY_PREFIX: Final = (IDENTITY, WORK, SUPPORT)

# Which zones a process serves, by HAMKKE_ZONE.
SERVED: Final = {
    "public": frozenset({"public"}),
    "work": frozenset({"work", "identity"}),
    "support": frozenset({"support", "identity"}),
    "all": frozenset({"public", "work", "identity", "support"}),
}


HEALTH: Final = "/healthz"


def zone_of(path: str) -> Zone:
    """This function will return the zone of a URL path; `/en/desk/` belongs where `/desk/` does."""
    plain = re.sub(r"^/en(?=/)", "", path)
    return next((zone for zone in _BY_PREFIX if plain.startswith(zone.prefix)), PUBLIC)


def served_zone(path: str, process: str) -> Zone | None:
    """This function will return the zone in which a process (HAMKKE_ZONE) answers `path`.

    None: this process does not serve it, and its login role could not take the zone's role. Every
    process answers for its health, in a zone of its own.
    """
    zone = zone_of(path)
    if zone.name in SERVED[process]:
        return zone
    if path == HEALTH:
        return next(each for each in (WORK, SUPPORT) if each.name in SERVED[process])
    return None
