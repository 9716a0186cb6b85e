"""The browser that the tests drive: found, fetched, or asked for in a sentence."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from hamkke.config.cli.environment import ROOT
from hamkke.config.cli.terminal import TroubleError, warn

# The headless shell is Chromium without its window: it draws the same pages at 60 % of the work.
_NAMES: Final = (
    *("chromium-headless-shell", "chromium", "chromium-browser"),
    *("google-chrome-stable", "google-chrome"),
)
_FOLDER: Final = ROOT / "build" / "tools" / "browser"
_APT_PACKAGES: Final = ("chromium", "fonts-noto-cjk")
_PAGE: Final = "data:text/html,<title>hamkke</title>"


def with_browser(environment: dict[str, str]) -> dict[str, str]:
    """Return the environment in which tests find a browser that has shown a page.

    The machine's own comes first, then Playwright's, then Debian's by apt when
    root asks. Raises TroubleError when there is none to be had.
    """
    found = _of_machine(environment) or _of_playwright() or _of_debian(environment)
    if found is None:
        raise TroubleError(
            "검사에 쓸 브라우저가 없습니다. Chromium을 설치해 주세요: "
            "데비안과 우분투에서는 sudo apt install chromium fonts-noto-cjk, "
            "다른 곳에서는 .venv/bin/playwright install --with-deps chromium",
            "The tests need a browser. Install Chromium: sudo apt install chromium fonts-noto-cjk "
            "on Debian and Ubuntu, else .venv/bin/playwright install --with-deps chromium",
        )
    # Under whatever name it was found: the tests look for `chromium` on the PATH.
    shutil.rmtree(_FOLDER, ignore_errors=True)
    _FOLDER.mkdir(parents=True)
    (_FOLDER / "chromium").symlink_to(found)
    path = f"{_FOLDER}{os.pathsep}{environment.get('PATH', os.defpath)}"
    return {**environment, "PATH": path, "HAMKKE_CHROMIUM": str(found)}


def _of_machine(environment: dict[str, str]) -> Path | None:
    named = os.environ.get("HAMKKE_CHROMIUM")
    for name in ([named] if named else []) + list(_NAMES):
        path = shutil.which(name, path=environment.get("PATH"))
        if path is not None and not Path(path).is_relative_to(_FOLDER) and _shows_a_page(path):
            return Path(path)
    return None


def _of_playwright() -> Path | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    if not path.exists():
        warn("Playwright의 Chromium을 내려받습니다 (downloading Chromium)")
        command = [sys.executable, "-m", "playwright", "install", "chromium"]
        if subprocess.run(command, check=False).returncode != 0:
            return None
    return path if path.exists() and _shows_a_page(str(path)) else None


def _of_debian(environment: dict[str, str]) -> Path | None:
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return None
    warn("apt로 Chromium을 설치합니다 (installing Chromium by apt)")
    quietly = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (
        ["update", "-qq"],
        ["install", "-y", "-qq", "--no-install-recommends", *_APT_PACKAGES],
    ):
        if subprocess.run(["apt-get", *arguments], env=quietly, check=False).returncode != 0:
            return None
    return _of_machine(environment)


def _shows_a_page(path: str) -> bool:
    """Say whether a browser runs here: being installed is not enough, libraries may lack."""
    with tempfile.TemporaryDirectory(prefix="hamkke-", ignore_cleanup_errors=True) as profile:
        command = [
            *(path, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"),
            *("--disable-background-networking", f"--user-data-dir={profile}"),
            *("--dump-dom", _PAGE),
        ]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        except (OSError, subprocess.TimeoutExpired):
            return False
    return "hamkke" in done.stdout
