"""Where the browser is: the machine's own Chromium, else the one Playwright brought."""

from __future__ import annotations

import shutil
from typing import Any

import pytest


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Adds the path of the machine's Chromium and what it needs when root runs it."""
    own = shutil.which("chromium") or shutil.which("chromium-browser")
    path = {"executable_path": own} if own else {}
    return {**browser_type_launch_args, **path, "args": ["--no-sandbox", "--disable-gpu"]}
