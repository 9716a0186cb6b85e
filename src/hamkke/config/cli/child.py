"""Run a Python module as a process that does not outlive the one that started it.

`python -m hamkke.config.cli.child PARENT FD MODULE [ARGUMENTS]`. PARENT is the
process to follow. FD gives the environment as JSON, when the parent knows it;
libraries are loaded meanwhile.
"""

from __future__ import annotations

import ctypes
import json
import os
import runpy
import signal
import sys
import threading
import time
from importlib import import_module
from typing import Final

_SET_DEATH_SIGNAL: Final = 1  # PR_SET_PDEATHSIG in <linux/prctl.h>
_PATIENCE: Final = 1.0
_LIBRARIES: Final = (
    "django.core.handlers.wsgi",
    "django.contrib.staticfiles.storage",
    "django.db.models",
    "django.forms",
    "django.template.loader",
    "gunicorn.app.wsgiapp",
    "gunicorn.workers.gthread",
    "psycopg_pool",
)


def follow(parent: int) -> None:
    """Make this process end when its parent does, also when that is killed."""
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


def load_libraries() -> None:
    """Import what every child needs and what does not read the settings."""
    for name in _LIBRARIES:
        import_module(name)


def take_environment(descriptor: int) -> None:
    """Wait for the environment; end if the parent gave up before it knew it."""
    with os.fdopen(descriptor) as pipe:
        told = pipe.read()
    if not told:
        sys.exit(1)
    os.environ.clear()
    os.environ.update(json.loads(told))


if __name__ == "__main__":
    follow(int(sys.argv[1]))
    load_libraries()
    take_environment(int(sys.argv[2]))
    del sys.argv[:3]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
