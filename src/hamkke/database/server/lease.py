"""Being one of the users of a data folder's server."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypedDict
from urllib.parse import quote

from hamkke.database.server import postmaster
from hamkke.database.server.account import server_account
from hamkke.database.server.cluster import create_cluster, require_usable
from hamkke.database.server.errors import KINDS, ServerNotStartedError, folder_trouble
from hamkke.database.server.folder import (
    DATABASE,
    LOGINS,
    SUPERUSER,
    DataFolder,
    is_locked,
    lock_shared,
    locked,
)

_PAUSE: Final = 0.05


class Connection(TypedDict):
    """What psycopg and Django need in order to connect."""

    host: str
    port: int
    user: str
    password: str
    dbname: str


class ServerLease:
    """The right to use a server: while it lasts, the server runs."""

    def __init__(self, folder: DataFolder, lock: int, address: postmaster.Address) -> None:
        self.folder = folder.path
        self._folder = folder
        self._lock: int | None = lock
        self._address = address

    def password(self, login: str) -> str:
        """Return a login's password, made and stored when it is new."""
        with locked(self._folder.mutex):
            return self._folder.secret(login)

    @property
    def passwords(self) -> dict[str, str]:
        """Return the passwords of the runtime logins, as `ensure_roles` takes them."""
        return {login: self.password(login) for login in LOGINS}

    @property
    def secret_key(self) -> str:
        """Return the key with which this folder's installation signs its cookies."""
        return self.password("secret_key")

    def connection(self, login: str, database: str = DATABASE) -> Connection:
        """Return where and how a login connects, in parts."""
        return Connection(
            host=self._address.host,
            port=self._address.port,
            user=login,
            password=self.password(login),
            dbname=database,
        )

    def dsn(self, login: str, database: str = DATABASE) -> str:
        """Return where and how a login connects, as a libpq URI."""
        parts = self.connection(login, database)
        return (
            f"postgresql://{quote(parts['user'], safe='')}:{quote(parts['password'], safe='')}@/"
            f"{quote(database, safe='')}?host={quote(parts['host'], safe='')}&port={parts['port']}"
        )

    def close(self) -> None:
        """Let go of the server; the last one to do so stops it."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_server(data_dir: Path, *, durable: bool = True) -> ServerLease:
    """Start the folder's server, or join the one that runs.

    `durable=False` gives speed for safety and is meant for tests. Raises
    subclasses of ServerError: disk full, newer folder, folder not writable, …
    """
    folder = DataFolder(Path(data_dir).resolve())
    with folder_trouble(folder.path):
        folder.prepare()
        lock = lock_shared(folder.lease)
        try:
            with locked(folder.mutex):
                address = _ensure_running(folder, durable=durable)
            return ServerLease(folder, lock, address)
        except BaseException:
            os.close(lock)
            raise


def _ensure_running(folder: DataFolder, *, durable: bool) -> postmaster.Address:
    fresh = not require_usable(folder)
    if fresh:
        shutil.rmtree(folder.stamps, ignore_errors=True)
        create_cluster(folder, server_account(folder.cluster))
    while is_locked(folder.keeper):  # a keeper may be starting its server again
        found = postmaster.running(folder)
        if found is not None and found.ready:
            break
        time.sleep(_PAUSE)
    else:
        _start_keeper(folder, durable=durable)
        found = postmaster.running(folder)
    if found is None:
        raise ServerNotStartedError(log=str(folder.log), reason="?")
    if not (folder.stamps / "database").exists():
        _make_database(folder, found.address)
    return found.address


def _start_keeper(folder: DataFolder, *, durable: bool) -> None:
    command = [sys.executable, "-m", "hamkke.database.server.keeper", str(folder.path)]
    process = subprocess.Popen(
        command if durable else [*command, "--not-durable"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        cwd="/",
    )
    # both pipes end when the keeper has answered and let go of them
    line, trouble = process.communicate()
    if not line:
        last = trouble.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise ServerNotStartedError(log=str(folder.log), reason=last or "?")
    answer = json.loads(line)
    if answer:
        raise KINDS[answer["kind"]](**answer["data"])


def _make_database(folder: DataFolder, address: postmaster.Address) -> None:
    import psycopg  # noqa: PLC0415 - a second start does without it, and is faster for that

    with psycopg.connect(
        host=address.host,
        port=address.port,
        user=SUPERUSER,
        password=folder.secret(SUPERUSER),
        dbname=SUPERUSER,
        autocommit=True,
    ) as connection:
        known = connection.execute("select 1 from pg_database where datname = %s", [DATABASE])
        if known.fetchone() is None:
            connection.execute(f"create database {DATABASE}")
    folder.stamps.mkdir(exist_ok=True)
    (folder.stamps / "database").touch()
