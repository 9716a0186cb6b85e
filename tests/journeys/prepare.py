"""Make the data folder that the journeys' sites are copied from: `prepare.py FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.journeys.conftest import running

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    with running(folder.with_suffix(".log"), folder):
        pass
