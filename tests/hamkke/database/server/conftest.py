"""Data folders, and other processes that use their servers."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from fcntl import LOCK_EX, flock
from pathlib import Path
from shutil import rmtree
from typing import Protocol, Self

import psycopg
import pytest

from hamkke.database.server import open_server
from hamkke.database.server.folder import DataFolder
from hamkke.database.server.postmaster import Running, running

_USER = """
import sys
from pathlib import Path
from hamkke.database.server import open_server
with open_server(Path(sys.argv[1])) as lease:
    print(lease.dsn("postgres"), flush=True)
    sys.stdin.read()
"""


class User:
    """Another process that uses a folder's server until it is told to end."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _USER, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        self.dsn = self._process.stdout.readline().strip()
        assert self.dsn, "the other process could not open the server"

    def leave(self) -> None:
        """End the process the polite way."""
        self._process.communicate()

    def kill(self) -> None:
        """End the process by kill -9."""
        self._process.kill()
        self._process.communicate()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self.kill()


class StartUser(Protocol):
    """The type of the fixture below."""

    def __call__(self, folder: Path) -> User: ...


@pytest.fixture
def start_user() -> Iterator[StartUser]:
    """Give a function that starts another process using a folder's server."""
    with ExitStack() as stack:
        yield lambda folder: stack.enter_context(User(folder))


@pytest.fixture(scope="session")
def template() -> Iterator[Path]:
    """Make one stopped cluster; the tests work on copies, because making one takes a second."""
    place = Path(tempfile.mkdtemp(prefix="hamkke-test-"))
    with open_server(place / "data", durable=False) as lease:
        execute(lease.dsn("postgres"), "create table kept as select 1545 as code")
    await_stop(place / "data")
    yield place / "data"
    rmtree(place)


@pytest.fixture
def data(template: Path, tmp_path: Path) -> Iterator[Path]:
    """Give a data folder, deep and oddly named, with a stopped cluster that holds one row."""
    folder = tmp_path / "자료 폴더" / ("깊다" * 20) / "with space"
    folder.parent.mkdir(parents=True)
    subprocess.run(["cp", "-a", template, folder], check=True)
    yield folder
    await_stop(folder)


def await_stop(folder: Path) -> None:
    """Wait until the folder's keeper has ended: it holds this lock all its life."""
    descriptor = os.open(DataFolder(folder).keeper, os.O_RDWR | os.O_CREAT, 0o600)
    flock(descriptor, LOCK_EX)
    os.close(descriptor)


def server_of(folder: Path) -> Running | None:
    """Return the folder's server, or None when it does not run."""
    return running(DataFolder(folder))


def execute(dsn: str, statement: str) -> list[tuple[object, ...]]:
    """Run one statement in a connection of its own and return its rows."""
    with psycopg.connect(dsn) as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []
