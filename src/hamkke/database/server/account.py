"""The account the server runs under: PostgreSQL refuses to be root."""

import os
import pwd
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hamkke.database.server.errors import NoUnprivilegedUserError

_CANDIDATES: Final = ("postgres", "hamkke", "nobody", "daemon")


@dataclass(frozen=True)
class Account:
    """The user and group PostgreSQL's processes get."""

    name: str
    user: int
    group: int

    def own(self, path: Path) -> None:
        """Give a file or folder to this account."""
        os.chown(path, self.user, self.group)


def server_account(cluster: Path) -> Account | None:
    """Return the account to drop to, or None where we are an ordinary user.

    A cluster that exists keeps its owner: its files are readable to nobody else.
    """
    if os.geteuid() != 0:
        return None
    if cluster.exists() and (owner := cluster.stat().st_uid) != 0:
        try:
            return _account(pwd.getpwuid(owner))
        except KeyError as error:
            raise NoUnprivilegedUserError(reason=f"uid {owner}") from error
    for name in _CANDIDATES:
        try:
            return _account(pwd.getpwnam(name))
        except KeyError:
            continue
    raise NoUnprivilegedUserError(reason=", ".join(_CANDIDATES))


def _account(entry: pwd.struct_passwd) -> Account:
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
