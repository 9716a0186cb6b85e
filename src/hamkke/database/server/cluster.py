"""Making a cluster, and knowing whether one can be used."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hamkke.database.server.account import Account
from hamkke.database.server.binaries import dropped, major_version, program
from hamkke.database.server.errors import (
    DiskFullError,
    FolderNotUsableError,
    NewerFolderError,
    OlderClusterError,
    ServerNotStartedError,
)
from hamkke.database.server.folder import SUPERUSER, DataFolder

_NO_ROOM = "No space left on device"
_OWNER_ONLY = 0o700


def require_usable(folder: DataFolder) -> bool:
    """Return whether the folder holds a cluster; refuse one of another major version."""
    try:
        found = (folder.cluster / "PG_VERSION").read_text("ascii").strip()
    except FileNotFoundError:
        if folder.cluster.exists() and any(folder.cluster.iterdir()):
            raise FolderNotUsableError(
                folder=str(folder.path), reason=f"{folder.cluster.name}/PG_VERSION"
            ) from None
        return False
    known = major_version()
    if not found.isdigit() or int(found) > known:
        raise NewerFolderError(
            folder=str(folder.path), found=f"PostgreSQL {found}", known=f"PostgreSQL {known}"
        )
    if int(found) < known:
        raise OlderClusterError(folder=str(folder.path), found=found, known=str(known))
    return True


def create_cluster(folder: DataFolder, account: Account | None) -> None:
    """Make a cluster beside its place and rename it in: an interruption leaves no half one."""
    fresh = folder.fresh_cluster
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=_OWNER_ONLY)
    if account is not None:
        account.own(fresh)
    try:
        with _password_file(folder.secret(SUPERUSER), account) as password_file:
            _initdb(folder, account, password_file)
        if folder.cluster.exists():
            folder.cluster.rmdir()
        fresh.rename(folder.cluster)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def _initdb(folder: DataFolder, account: Account | None, password_file: Path) -> None:
    with reachable(folder.fresh_cluster, account) as (path, descriptors):
        done = subprocess.run(
            [
                program("initdb", account),
                f"--pgdata={path}",
                f"--username={SUPERUSER}",
                f"--pwfile={password_file}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions",
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            pass_fds=descriptors,
            check=False,
            **dropped(account),
        )
    if done.returncode != 0:
        raise why_not(folder, done.stdout)


def why_not(folder: DataFolder, output: str) -> DiskFullError | ServerNotStartedError:
    """Return the refusal that PostgreSQL's own last words amount to."""
    if _NO_ROOM in output or shutil.disk_usage(folder.path).free == 0:
        return DiskFullError(folder=str(folder.path))
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    told = [line for line in lines if "FATAL" in line or "PANIC" in line or "error:" in line]
    last = " ".join((told or lines)[-1:]) or "?"
    return ServerNotStartedError(log=str(folder.log), reason=last)


@contextmanager
def reachable(path: Path, account: Account | None) -> Iterator[tuple[Path, tuple[int, ...]]]:
    """Name a folder so that the account can use it, wherever it lies.

    The account cannot walk through root's home. On Linux it need not: an open
    folder handed down to it is a path of its own, /proc/self/fd/N.
    """
    if account is None or not sys.platform.startswith("linux"):
        yield path, ()
        return
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield Path(f"/proc/self/fd/{descriptor}"), (descriptor,)
    finally:
        os.close(descriptor)


@contextmanager
def _password_file(password: str, account: Account | None) -> Iterator[Path]:
    with tempfile.NamedTemporaryFile("w", prefix="hamkke-") as file:
        file.write(password)
        file.flush()
        path = Path(file.name)
        if account is not None:
            account.own(path)
        yield path
