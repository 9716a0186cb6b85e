"""One server process: what it says of itself, starting it, stopping it."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psutil

from hamkke.database.server.account import Account
from hamkke.database.server.binaries import dropped, program
from hamkke.database.server.cluster import reachable, why_not
from hamkke.database.server.errors import ServerError
from hamkke.database.server.folder import DataFolder

START_SECONDS: Final = 120.0  # crash recovery of a large cluster on a slow disk
STOP_SECONDS: Final = 30.0
_SOCKET_PREFIX: Final = "hamkke-"
_LONGEST_SOCKET: Final = 100  # sun_path holds 104 bytes on macOS, 108 on Linux
_LOG_BYTES: Final = 8_000_000
_PAUSE: Final = 0.02
_PORT_LINE, _SOCKET_LINE, _HOST_LINE, _STATUS_LINE = 3, 4, 5, 7


@dataclass(frozen=True)
class Address:
    """Where a server listens: a folder of sockets, or a loopback address."""

    host: str
    port: int


@dataclass(frozen=True)
class Running:
    """What a living server wrote into postmaster.pid."""

    pid: int
    address: Address
    ready: bool


def running(folder: DataFolder) -> Running | None:
    """Return the folder's server if its process lives; a stale file counts for nothing."""
    try:
        lines = folder.postmaster_pid.read_text("utf-8", "replace").splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return None
    if len(lines) <= _HOST_LINE or not lines[0].isdigit():
        return None
    if not _is_postgres_of(int(lines[0]), folder):
        return None
    host = lines[_SOCKET_LINE].strip() or lines[_HOST_LINE].strip()
    ready = len(lines) > _STATUS_LINE and lines[_STATUS_LINE].strip() == "ready"
    return Running(int(lines[0]), Address(host, int(lines[_PORT_LINE])), ready)


def start(
    folder: DataFolder, account: Account | None, address: Address, *, durable: bool
) -> subprocess.Popen[bytes]:
    """Start the server and wait until it takes connections."""
    discard_stale(folder, keep=address)
    if folder.log.exists() and folder.log.stat().st_size > _LOG_BYTES:
        folder.log.replace(folder.log.with_suffix(".log.1"))
    with folder.log.open("ab") as log, reachable(folder.cluster, account) as (path, descriptors):
        said_before = log.tell()
        process = subprocess.Popen(
            [program("postgres", account), "-D", path, *_settings(address, durable=durable)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=descriptors,
            start_new_session=True,
            **dropped(account),
        )
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        found = running(folder)
        if found is not None and found.pid == process.pid and found.ready:
            return process
        time.sleep(_PAUSE)
    stop(process.pid)
    process.wait()
    raise _failure(folder, said_before)


def stop(pid: int) -> None:
    """End a server: politely first, at once when it does not listen."""
    try:
        process = psutil.Process(pid)
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            process.send_signal(number)
            if await_end(process, STOP_SECONDS):
                return
    except psutil.NoSuchProcess:
        return


def await_end(process: psutil.Process, seconds: float) -> bool:
    """Wait for a process to end; one that nobody has collected yet (a zombie) has ended.

    Unlike psutil's wait it neither collects a child that another thread waits
    for nor waits for a zombie whose parent never collects it.
    """
    deadline = time.monotonic() + seconds
    with contextlib.suppress(psutil.NoSuchProcess):  # it may end between two looks
        while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
            if time.monotonic() > deadline:
                return False
            time.sleep(_PAUSE)
    return True


def discard_stale(folder: DataFolder, *, keep: Address) -> None:
    """Remove what a killed server left: its processes, its pid file, its socket folder.

    `keep` is the address about to be used: its users know it and stay.
    """
    for process in psutil.process_iter(["name"]):
        if process.info["name"] == "postgres" and _works_in(process, folder.cluster):
            with contextlib.suppress(psutil.Error):
                process.kill()
                await_end(process, STOP_SECONDS)
    with contextlib.suppress(FileNotFoundError):
        lines = folder.postmaster_pid.read_text("utf-8", "replace").splitlines()
        folder.postmaster_pid.unlink()
        left = lines[_SOCKET_LINE].strip() if len(lines) > _SOCKET_LINE else ""
        if left != keep.host:
            discard_sockets(Address(left, 0))


def choose_address(account: Account | None) -> Address:
    """Make a folder of sockets that only the server's user may enter, or find a free port."""
    for place in _socket_places():
        try:
            made = tempfile.mkdtemp(prefix=_SOCKET_PREFIX, dir=place)
        except OSError:
            continue
        if len(os.fsencode(f"{made}/.s.PGSQL.5432.lock")) <= _LONGEST_SOCKET:
            if account is not None:
                account.own(Path(made))
            return Address(made, 5432)
        Path(made).rmdir()
    return Address("127.0.0.1", _free_port())


def discard_sockets(address: Address) -> None:
    """Remove a server's folder of sockets, and never another folder."""
    folder = Path(address.host)
    if folder.is_absolute() and folder.name.startswith(_SOCKET_PREFIX):
        shutil.rmtree(folder, ignore_errors=True)


def _socket_places() -> list[str]:
    # as root the server's account must reach the folder: not below /run/user/0
    personal = [] if os.geteuid() == 0 else [os.environ.get("XDG_RUNTIME_DIR", "")]
    return [place for place in (*personal, "/tmp", tempfile.gettempdir()) if place]  # noqa: S108


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _settings(address: Address, *, durable: bool) -> list[str]:
    by_socket = address.host.startswith("/")
    settings = {
        "listen_addresses": "" if by_socket else address.host,
        "unix_socket_directories": address.host if by_socket else "",
        "unix_socket_permissions": "0700",
        "port": str(address.port),
        "timezone": "UTC",
        "log_timezone": "UTC",
        "log_checkpoints": "off",
        "min_wal_size": "32MB",
        "max_wal_size": "256MB",
    }
    if not durable:
        # Nothing survives the machine; many databases are made, and none lives long.
        settings |= dict.fromkeys(("fsync", "full_page_writes", "synchronous_commit"), "off")
        settings |= {"autovacuum": "off", "wal_level": "minimal", "max_wal_senders": "0"}
        settings |= {"wal_init_zero": "off", "max_wal_size": "2GB"}
    return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]


def _is_postgres_of(pid: int, folder: DataFolder) -> bool:
    try:
        process = psutil.Process(pid)
        return process.name() == "postgres" and _works_in(process, folder.cluster)
    except psutil.NoSuchProcess:
        return False


def _works_in(process: psutil.Process, cluster: Path) -> bool:
    """Say whether a process is a server of this cluster; the kernel tells its working folder."""
    try:
        if process.status() == psutil.STATUS_ZOMBIE:
            return False
        return Path(process.cwd()).samefile(cluster)
    except (OSError, psutil.NoSuchProcess):
        return False
    except psutil.AccessDenied:
        return False


def _failure(folder: DataFolder, said_before: int) -> ServerError:
    with folder.log.open("rb") as log:
        log.seek(said_before)
        return why_not(folder, log.read().decode("utf-8", "replace"))
