"""The matrix as the page of the documentation: docs/reference/permissions.md."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from tests.permissions.matrix import (
    EVERYBODY,
    MATRIX,
    NOBODY,
    ROLES,
    SIGNED_IN,
    addresses,
    asks_to_sign_in,
)

if TYPE_CHECKING:
    from tests.permissions.matrix import Row, Who

HEAD: Final = """# Who may do what

Generated from tests/permissions/matrix.py, which `./hamkke test` tries address by address, role by
role, with GET and POST. Do not edit: change the matrix and run the test with
`HAMKKE_WRITE_SNAPSHOT=1`.

- *read* is GET, *post* is POST, a dash means that the address does not offer it (405).
- *told no* are those who may know that it exists but not do this: 403 with a sentence.
- Everybody else gets 404, whether or not something is there. Who has not signed in is asked to do
  so on every address under `/desk/`.
- "The district" is 금천구, "the office" its office of education, 서울특별시남부교육지원청; "another
  district" is 용산구, "another office" its own. The agreement that is not yet in force is
  용산구's; programs and rounds are those of 금천구 and its office.
- Public addresses stand without prefix in Korean and under `/en/` in English, alike for everybody.
"""
TITLES: Final = {
    "": "Every zone",
    "accounts": "Signing in",
    "inbox": "The day",
    "people_desk": "People",
    "families_desk": "Families at the desk",
    "agreements_desk": "Agreements at the desk",
    "programs_desk": "Programs at the desk",
    "placements_desk": "Rounds at the desk",
    "news_desk": "News at the desk",
    "releases_desk": "Press releases at the desk",
    "news": "News",
    "directory": "The directory",
    "directory_desk": "The directory at the desk",
    "organization_application": "Applications of organizations",
    "hsds": "HSDS 3.0",
    "files": "Published files",
    "files_desk": "Files at the desk",
    "weather": "Weather",
    "portal": "Portal",
}


def document() -> str:
    """This function will write the page."""
    paths = addresses()
    parts = [HEAD]
    for space, rows in groupby(MATRIX, key=lambda row: _space(row, paths[row.name])):
        parts.append(f"\n## {TITLES[space]}\n\n| address | on | read | post | told no |")
        parts.append("|---|---|---|---|---|")
        parts += [_line(row, paths[row.name]) for row in rows]
    return "\n".join(parts) + "\n"


def _space(row: Row, path: str) -> str:
    """The row's app; allauth's names of addresses have none."""
    return "accounts" if path.startswith("/accounts/") else row.name.rpartition(":")[0]


def _line(row: Row, path: str) -> str:
    on = row.on or "–"
    told = row.told - (row.get or NOBODY) - (row.post or NOBODY)
    if asks_to_sign_in(path):
        told -= {"anonymous"}
    cells = (f"`{path}`", on, _names(row.get), _names(row.post), _names(told) if told else "–")
    return f"| {' | '.join(cells)} |"


def _names(who: Who | None) -> str:
    if who is None:
        return "–"
    if who == EVERYBODY:
        return "everybody"
    if who == SIGNED_IN:
        return "everybody signed in"
    left_out = SIGNED_IN - who
    if "anonymous" not in who and len(left_out) <= 6 < len(who):
        return f"everybody signed in but {_listed(left_out)}"
    return _listed(who) or "nobody"


def _listed(who: Who) -> str:
    return ", ".join(ROLES[role] for role in ROLES if role in who)
