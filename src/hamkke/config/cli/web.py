"""The web server and the worker of jobs, as the commands start them."""

from __future__ import annotations

import os
import socket
import time
import urllib.error
import urllib.request
from contextlib import ExitStack, contextmanager
from errno import EACCES, EADDRINUSE, EADDRNOTAVAIL
from typing import TYPE_CHECKING, Final

from hamkke.config.cli.terminal import TroubleError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hamkke.config.cli.processes import Family, TellEnvironment

_PAUSE: Final = 0.05
_START_SECONDS: Final = 60.0
_BACKLOG: Final = 512
_OTHER_PORT: Final = 8010


@contextmanager
def listening(host: str, port: int) -> Iterator[list[socket.socket]]:
    """Take the port before anything else is started; raise TroubleError when it is taken.

    `localhost` means both of its addresses, as browsers try both.
    """
    hosts = ["127.0.0.1", "::1"] if host == "localhost" else [host]
    with ExitStack() as stack:
        sockets = []
        for address in hosts:
            try:
                sockets.append(stack.enter_context(_listen(address, port)))
            except OSError as error:
                if sockets and error.errno in {EADDRNOTAVAIL, None} | _NO_FAMILY:
                    continue  # a machine without IPv6
                raise _refusal(host, port, error) from error
        yield sockets


_NO_FAMILY: Final = {97, 47}  # EAFNOSUPPORT of Linux and macOS


def _listen(address: str, port: int) -> socket.socket:
    kind = socket.AF_INET6 if ":" in address else socket.AF_INET
    return socket.create_server((address, port), family=kind, backlog=_BACKLOG)


def _refusal(host: str, port: int, error: OSError) -> TroubleError:
    other = _OTHER_PORT if port != _OTHER_PORT else _OTHER_PORT + 10
    if error.errno == EADDRINUSE:
        return TroubleError(
            f"{port}번 포트를 이미 다른 프로그램이 쓰고 있습니다. "
            f"--port {other}처럼 다른 번호를 알려 주세요.",
            f"Port {port} is in use; name another one with --port.",
        )
    if error.errno == EACCES:
        return TroubleError(
            f"{port}번 포트는 root만 쓸 수 있습니다. 1024 이상의 번호를 --port로 알려 주세요.",
            f"Port {port} is for root only; name one of 1024 or more with --port.",
        )
    return TroubleError(
        f"{host}:{port}에서 기다릴 수 없습니다: {error}",
        f"Listening on {host}:{port} failed; the reason is above.",
    )


def start_web(
    members: Family, sockets: list[socket.socket], *, workers: int, threads: int
) -> TellEnvironment:
    """Start gunicorn on sockets that are already listening; it waits for its environment."""
    descriptors = [each.fileno() for each in sockets]
    binds = [part for number in descriptors for part in ("--bind", f"fd://{number}")]
    return members.start(
        "gunicorn",
        [
            "hamkke.config.wsgi:application",
            *binds,
            *("--worker-class", "gthread"),
            *("--workers", str(workers), "--threads", str(threads)),
            *("--graceful-timeout", "10", "--log-level", "warning"),
            # the home of a service's account may not be writable
            *("--worker-tmp-dir", "/dev/shm" if os.access("/dev/shm", os.W_OK) else "/tmp"),  # noqa: S108
            "--no-control-socket",
        ],
        descriptors,
    )


def start_worker(members: Family, environment: Mapping[str, str], *, concurrency: int = 1) -> None:
    """Start a worker of the job queue; it connects under the jobs role from the first word."""
    tell = members.start(
        "django",
        ["procrastinate", "worker", "--concurrency", str(concurrency)],
    )
    tell({**environment, "PGOPTIONS": "-c role=hamkke_jobs"})


def await_answer(members: Family, port: int, host: str) -> bool:
    """Wait until the site answers; return False when a process ended instead."""
    # Under a name that the site serves: any other is refused, and the refusal logged.
    name = (os.environ.get("HAMKKE_ALLOWED_HOSTS") or "localhost").partition(",")[0].lstrip(".")
    address = "127.0.0.1" if host in {"localhost", "0.0.0.0"} else host  # noqa: S104
    address = f"[{address}]" if ":" in address else address
    question = urllib.request.Request(f"http://{address}:{port}/healthz", headers={"Host": name})
    deadline = time.monotonic() + _START_SECONDS
    while not members.is_ending and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(question, timeout=5):  # noqa: S310 - our own address
                return True
        except urllib.error.HTTPError:
            return True  # it answers; what it says is for the doctor
        except OSError:
            time.sleep(_PAUSE)
    return False
