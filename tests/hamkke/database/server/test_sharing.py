"""One server, several users, all kinds of ends."""

import os
from pathlib import Path

import psutil
import pytest

from hamkke.database.server import open_server
from hamkke.database.server.folder import DataFolder, is_locked
from hamkke.database.server.postmaster import await_end
from tests.hamkke.database.server.conftest import StartUser, await_stop, execute, server_of


def keeper_of(folder: Path) -> psutil.Process:
    """Return the process that keeps the folder's server."""
    path = str(DataFolder(folder).path)
    for process in psutil.process_iter(["cmdline"]):
        if "hamkke.database.server.keeper" in (process.info["cmdline"] or []) and (
            path in process.info["cmdline"]
        ):
            return process
    message = "no keeper runs"
    raise AssertionError(message)


def test_a_server_starts_and_stops_with_its_only_user(data: Path) -> None:
    with open_server(data) as lease:
        assert execute(lease.dsn("postgres"), "select code from kept") == [(1545,)]
        assert server_of(data) is not None
    await_stop(data)
    assert server_of(data) is None
    assert not DataFolder(data).postmaster_pid.exists()


def test_two_processes_share_one_server_and_the_last_one_stops_it(
    data: Path, start_user: StartUser
) -> None:
    with open_server(data) as lease:
        other = start_user(data)
        assert other.dsn == lease.dsn("postgres")
    found = server_of(data)
    assert found is not None, "the server must outlive the process that started it"
    assert execute(other.dsn, "select code from kept") == [(1545,)]
    other.leave()
    await_stop(data)
    assert not psutil.pid_exists(found.pid)


def test_a_user_that_joins_while_the_server_stops_gets_a_new_one(data: Path) -> None:
    for _ in range(3):  # each turn opens while the turn before is still shutting down
        with open_server(data, durable=False) as lease:
            assert execute(lease.dsn("postgres"), "select code from kept") == [(1545,)]


def test_a_killed_user_counts_as_gone(data: Path, start_user: StartUser) -> None:
    start_user(data).kill()
    await_stop(data)
    assert server_of(data) is None


def test_a_killed_server_comes_back_at_the_same_address(data: Path) -> None:
    with open_server(data) as lease:
        execute(lease.dsn("postgres"), "insert into kept values (2)")
        killed = server_of(data)
        assert killed is not None
        dying = psutil.Process(killed.pid)
        dying.kill()
        # a signal is not yet an end: until then the dying server still answers as if it were ready
        assert await_end(dying, 10)
        with open_server(data) as again:  # waits until the keeper has started it again
            assert again.dsn("postgres") == lease.dsn("postgres")
        found = execute(lease.dsn("postgres"), "select code from kept order by 1")
        assert found == [(2,), (1545,)]


def test_killing_everything_loses_nothing(data: Path, start_user: StartUser) -> None:
    user = start_user(data)
    execute(user.dsn, "insert into kept values (3)")
    server = server_of(data)
    assert server is not None
    victims = [keeper_of(data), psutil.Process(server.pid)]
    user.kill()
    for victim in victims:
        victim.kill()
    with open_server(data) as lease:
        found = execute(lease.dsn("postgres"), "select code from kept order by 1")
        assert found == [(3,), (1545,)]


def test_the_next_user_takes_over_from_a_killed_keeper(data: Path, start_user: StartUser) -> None:
    first = start_user(data)
    keeper = keeper_of(data)
    keeper.kill()
    await_stop(data)
    server = server_of(data)
    with open_server(data) as lease:
        assert lease.dsn("postgres") == first.dsn
        assert server_of(data) == server, "the server goes on as it is"
        assert is_locked(DataFolder(data).keeper)
    first.leave()
    await_stop(data)
    assert server_of(data) is None


@pytest.mark.parametrize("left_by", ["a dead process", "a living stranger"])
def test_a_stale_pid_file_does_not_matter(data: Path, left_by: str) -> None:
    pid = os.getpid() if left_by == "a living stranger" else 2**22 + 1
    stale = DataFolder(data).postmaster_pid
    stale.write_text(f"{pid}\n/somewhere\n1\n5432\n/tmp/nowhere\n\n1 1\nready\n", "utf-8")
    with open_server(data) as lease:
        assert execute(lease.dsn("postgres"), "select code from kept") == [(1545,)]
