"""The process that starts the server and stops it when nobody uses it any more.

Every user of a data folder holds a shared lock on its lease file. The keeper
waits for the exclusive lock: the kernel grants it when the last user has let
go, by whatever end, kill -9 included. Nothing is counted, so nothing can be
counted wrong. Run as `python -m hamkke.database.server.keeper FOLDER`.
"""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from fcntl import LOCK_EX, flock
from pathlib import Path
from types import FrameType
from typing import Any, Final, NoReturn

from hamkke.database.server import postmaster
from hamkke.database.server.account import server_account
from hamkke.database.server.errors import ServerError, folder_trouble
from hamkke.database.server.folder import DataFolder

_MOST_RESTARTS: Final = 5
_WITHIN_SECONDS: Final = 60.0
_PATIENCE: Final = 0.5


class Keeper:
    """Keeps one data folder's server alive for as long as the folder is in use."""

    _child: subprocess.Popen[bytes] | None

    def __init__(self, folder: DataFolder, *, durable: bool) -> None:
        self._folder = folder
        self._durable = durable
        self._account = server_account(folder.cluster)
        self._turn = threading.Lock()
        self._stopping = False
        found = postmaster.running(folder)
        if found is not None:  # its keeper was killed: go on where that one ended
            self._address, self._pid, self._child = found.address, found.pid, None
        else:
            self._address = postmaster.choose_address(self._account)
            self._start()

    def _start(self) -> None:
        try:
            child = postmaster.start(
                self._folder, self._account, self._address, durable=self._durable
            )
        except BaseException:
            postmaster.discard_sockets(self._address)
            raise
        self._pid, self._child = child.pid, child

    def watch(self) -> None:
        """Start the server again when it dies while it is in use."""
        restarts: list[float] = []
        while True:
            self._await_end()
            now = time.monotonic()
            restarts = [then for then in restarts if now - then < _WITHIN_SECONDS] + [now]
            with self._turn:
                if self._stopping:
                    return
                if len(restarts) > _MOST_RESTARTS:
                    os._exit(1)  # the next user starts afresh and is told why it fails
                try:
                    self._start()
                except (ServerError, OSError):
                    os._exit(1)

    def _await_end(self) -> None:
        if self._child is not None:
            self._child.wait()
        while postmaster.running(self._folder) is not None:
            time.sleep(_PATIENCE)  # another's child: nothing tells us of its end

    def stop(self) -> None:
        """Stop the server and clear away its sockets."""
        with self._turn:
            self._stopping = True
            postmaster.stop(self._pid)
            postmaster.discard_sockets(self._address)


def main(folder: DataFolder, *, durable: bool) -> None:
    """Start the server, tell the caller how that went, wait for the last user, stop it."""
    own = os.open(folder.keeper, os.O_RDWR | os.O_CREAT, 0o600)
    flock(own, LOCK_EX)
    try:
        with folder_trouble(folder.path):
            keeper = Keeper(folder, durable=durable)
    except ServerError as error:
        _answer({"kind": type(error).__name__, "data": error.data})
        sys.exit(error.exit_code)
    signal.signal(signal.SIGTERM, _leave)
    threading.Thread(target=keeper.watch, daemon=True).start()
    _answer({})
    try:
        flock(os.open(folder.lease, os.O_RDWR | os.O_CREAT, 0o600), LOCK_EX)
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        keeper.stop()


def _answer(answer: dict[str, Any]) -> None:
    """Write one line to the caller, then let go of its pipe."""
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)


def _leave(_number: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(0)


if __name__ == "__main__":
    if os.fork() != 0:  # our starter must not have to collect us
        os._exit(0)
    main(DataFolder(Path(sys.argv[1])), durable=sys.argv[2:] != ["--not-durable"])
