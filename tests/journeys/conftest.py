"""Journeys drive a real Chromium through the real site: gunicorn, worker, PostgreSQL.

The site is the demo, started by the command that people type, on a data folder of its own.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from hamkke.database.server import open_server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page
    from pytest_django.plugin import DjangoDbBlocker

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
START_SECONDS = 120
LONGEST = ("test_from_empty", "test_thread")  # begun first, so that no worker ends with one alone
# One filled button a page (LOOK.md); the search of the hero counts as the home page's.
FILLED = "main .krds-btn.primary:visible, .hk-bar .krds-btn.primary:visible"
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@dataclass
class Site:
    """A running site: its address, its data folder, and what it prints on its terminal."""

    url: str
    data: Path
    log: Path

    def as_owner(self, blocker: DjangoDbBlocker, call: Callable[[], None]) -> None:
        """Runs `call` on the site's database as the owner: to lay the ground.

        In a thread of its own: Playwright keeps an event loop in this one, where Django refuses.
        """
        with ThreadPoolExecutor(max_workers=1) as pool:
            pool.submit(self._as_owner, blocker, call).result()

    def _as_owner(self, blocker: DjangoDbBlocker, call: Callable[[], None]) -> None:
        from django.db import connection

        before = dict(connection.settings_dict)
        with open_server(self.data) as lease, blocker.unblock():
            parts = lease.connection("postgres")
            connection.settings_dict.update(
                NAME=parts["dbname"],
                USER=parts["user"],
                PASSWORD=parts["password"],
                HOST=parts["host"],
                PORT=str(parts["port"]),
                OPTIONS={"options": "-c role=hamkke_owner"},
            )
            try:
                call()
            finally:
                connection.close()
                connection.settings_dict.update(before)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """This hook will put the longest journeys first."""
    items.sort(key=lambda item: item.path.stem not in LONGEST)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo on a free port, stopped and removed at the end.

    Its first start takes a minute: `./hamkke test` has one made before and names it, to be copied.
    """
    with data_folder() as data:
        if prepared := os.environ.get("HAMKKE_TEST_DEMO"):
            subprocess.run(["cp", "-a", f"{prepared}/.", data], check=True)  # owners stay
        with running(tmp_path_factory.mktemp("site") / "demo.log", data) as found:
            yield found


@pytest.fixture(scope="session")
def ground(site: Site, django_db_blocker: DjangoDbBlocker) -> None:
    """한빛구 with its schools and people (`tests/journeys/ground.py`), on the demo."""
    from tests.journeys.ground import lay_ground

    site.as_owner(django_db_blocker, lay_ground)


@contextlib.contextmanager
def data_folder() -> Iterator[Path]:
    """An empty folder that PostgreSQL's user can reach too, removed at the end."""
    data = Path(tempfile.mkdtemp(prefix="hamkke-journeys-"))
    data.chmod(0o755)
    try:
        yield data
    finally:
        shutil.rmtree(data, ignore_errors=True)


@contextlib.contextmanager
def running(log: Path, data: Path, *options: str) -> Iterator[Site]:
    """Runs the demo with `options` on a free port and the data folder `data`."""
    port = _free_port()
    ours = ("HAMKKE_", "DJANGO_", "DATABASE_")
    environment = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "hamkke.config.cli", "demo", *options),
                *("--port", str(port), "--data", str(data), "--no-browser"),
            ],
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environment,
            cwd=ROOT,
        )
        try:
            _await(f"http://localhost:{port}/healthz", process, log)
            yield Site(f"http://localhost:{port}", data, log)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=60)
    assert "Traceback" not in log.read_text(encoding="utf-8", errors="replace"), log.read_text()


def printed(log: Path, pattern: str) -> str:
    """This function will return what the site has printed on its terminal by now."""
    import time

    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if found := re.search(pattern, log.read_text(encoding="utf-8", errors="replace")):
            return found.group()
        time.sleep(0.2)
    pytest.fail(f"the site did not print it:\n{log.read_text(encoding='utf-8')}")


def _await(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    import time

    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"the site did not start:\n{log.read_text(encoding='utf-8', errors='replace')}")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The machine's own Chromium, and what it needs when root runs it on a closed network."""
    own = os.environ.get("HAMKKE_CHROMIUM") or shutil.which("chromium")
    flags = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    path = {"executable_path": own} if own else {}
    return {**browser_type_launch_args, **path, "args": flags}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any], site: Site) -> dict[str, Any]:
    """Korean, wide, with the site as base."""
    return {**browser_context_args, "base_url": site.url, "locale": "ko-KR", "viewport": WIDE}


def violations(page: Page) -> list[str]:
    """This function will return what axe finds on the page: WCAG 2.2 A and AA."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        """async () => (await axe.run(document, {resultTypes: ["violations"],
            runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa",
            "best-practice"]})).violations.map(v => v.id + ": "
            + v.nodes.map(n => n.target.join(" ")).join(", "))"""
    )
    return [str(item) for item in found]


def overflow(page: Page) -> int:
    """This function will return by how many pixels the page scrolls sideways."""
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )
