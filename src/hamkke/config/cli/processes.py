"""Running web server and worker as children that end together, however the end comes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from types import FrameType

    type TellEnvironment = Callable[[Mapping[str, str]], None]

STOP_SECONDS: Final = 15.0
_ENDINGS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass
class Family:
    """The child processes of one command, and what is to end them."""

    _children: list[subprocess.Popen[bytes]] = field(default_factory=list)
    _ended: threading.Event = field(default_factory=threading.Event)
    _signal: int | None = None

    def start(
        self, module: str, arguments: Sequence[str], descriptors: Sequence[int] = ()
    ) -> TellEnvironment:
        """Start a Python module as a child, out of reach of the terminal's Ctrl-C.

        It loads its libraries and waits until the function returned has told it
        its environment: meanwhile the database starts.
        """
        reading, writing = os.pipe()
        follower = [sys.executable, "-m", "hamkke.config.cli.child", str(os.getpid()), str(reading)]
        child = subprocess.Popen(
            [*follower, module, *arguments],
            pass_fds=(reading, *descriptors),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # what they have to say goes to the error output
            start_new_session=True,
        )
        os.close(reading)
        self._children.append(child)
        threading.Thread(target=self._watch, args=[child], daemon=True).start()

        def tell(environment: Mapping[str, str]) -> None:
            # a child that has ended already is noticed by its watcher
            with suppress(BrokenPipeError), os.fdopen(writing, "w") as pipe:
                json.dump(dict(environment), pipe)

        return tell

    def _watch(self, child: subprocess.Popen[bytes]) -> None:
        child.wait()
        self._ended.set()

    @property
    def is_ending(self) -> bool:
        """Say whether a child has ended or somebody asked for the end."""
        return self._ended.is_set()

    def finish(self) -> int:
        """Wait for Ctrl-C, a signal or the end of a child, end all; return the exit code."""
        self._ended.wait()
        self.stop()
        return 0 if self._signal is not None else 1

    def interrupt(self, number: int, _frame: FrameType | None) -> None:
        """Begin the end; the handler of the signals that mean it."""
        self._signal = number
        self._ended.set()

    def stop(self) -> None:
        """End all children: politely, then for good."""
        for child in self._children:
            if child.poll() is None:
                child.terminate()
        for child in self._children:
            try:
                child.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


@contextmanager
def family() -> Iterator[Family]:
    """Give a family whose members have all ended when the block has."""
    members = Family()
    before = {number: signal.signal(number, members.interrupt) for number in _ENDINGS}
    try:
        yield members
    finally:
        members.stop()
        for number, handler in before.items():
            signal.signal(number, handler)
