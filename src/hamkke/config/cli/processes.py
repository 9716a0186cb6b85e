"""Running web server and worker as children that end together, however the end comes."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from types import FrameType

STOP_SECONDS: Final = 15.0
_ENDINGS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass
class Family:
    """The child processes of one command, and what is to end them."""

    _children: list[subprocess.Popen[bytes]] = field(default_factory=list)
    _ended: threading.Event = field(default_factory=threading.Event)
    _signal: int | None = None

    def start(
        self,
        module: str,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        descriptors: Sequence[int] = (),
    ) -> None:
        """Start a Python module as a child, out of reach of the terminal's Ctrl-C."""
        child = subprocess.Popen(
            [sys.executable, "-m", "hamkke.config.cli.child", module, *arguments],
            env=dict(environment),
            pass_fds=tuple(descriptors),
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._children.append(child)
        threading.Thread(target=self._watch, args=[child], daemon=True).start()

    def _watch(self, child: subprocess.Popen[bytes]) -> None:
        child.wait()
        self._ended.set()

    @property
    def is_ending(self) -> bool:
        """Say whether a child has ended or somebody asked for the end."""
        return self._ended.is_set()

    def wait(self) -> int:
        """Wait for Ctrl-C, a signal or the end of a child; return the exit code."""
        self._ended.wait()
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
