"""Run a Python module as a process that does not outlive the one that started it.

`python -m hamkke.config.cli.child PARENT FD MODULE [ARGUMENTS]`. PARENT is the
process to follow. FD gives the environment as JSON, when the parent knows it;
libraries are loaded meanwhile.
"""

from __future__ import annotations

import json
import os
import runpy
import select
import signal
import sys
import threading
import time
from importlib import import_module
from typing import Final

_PATIENCE: Final = 1.0  # seconds
_MOMENT: Final = 0.01
_GRACE: Final = 10.0
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
    threading.Thread(target=_end_after, args=[parent], daemon=True).start()


def _end_after(parent: int) -> None:
    while os.getppid() == parent:
        _wait_a_while(parent)
    os.kill(os.getpid(), signal.SIGTERM)
    # a worker whose database has gone as well would look for it for minutes
    time.sleep(_GRACE)
    os._exit(1)


def _wait_a_while(parent: int) -> None:
    """Wait for the parent's end where the system can tell of it, else for a moment."""
    try:
        descriptor = os.pidfd_open(parent)
    except (AttributeError, OSError):
        time.sleep(_PATIENCE)
        return
    try:
        select.select([descriptor], [], [])
    finally:
        os.close(descriptor)
    time.sleep(_MOMENT)  # it has ended, but may still be counted as our parent


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
