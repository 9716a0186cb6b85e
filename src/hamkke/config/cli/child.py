"""Run a Python module as a process that does not outlive the one that started it.

`python -m hamkke.config.cli.child MODULE [ARGUMENTS]`
"""

from __future__ import annotations

import ctypes
import os
import runpy
import signal
import sys
import threading
import time
from typing import Final

_SET_DEATH_SIGNAL: Final = 1  # PR_SET_PDEATHSIG in <linux/prctl.h>
_PATIENCE: Final = 1.0


def follow_parent() -> None:
    """Make this process end when its parent does, also when that is killed."""
    parent = os.getppid()
    if _kernel_tells_us():
        if os.getppid() != parent:  # it ended before we had asked
            sys.exit(1)
    else:
        threading.Thread(target=_look_for, args=[parent], daemon=True).start()


def _kernel_tells_us() -> bool:
    """Ask Linux for a signal at the parent's end; return False on other systems."""
    if not sys.platform.startswith("linux"):
        return False
    answer: int = ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, signal.SIGTERM)
    return answer == 0


def _look_for(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_PATIENCE)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    follow_parent()
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
