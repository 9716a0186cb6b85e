"""`test`: everything CI runs, in CI's order, each step to its end."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import typer

from hamkke.config.cli.browser import with_browser
from hamkke.config.cli.environment import PACKAGE, ROOT
from hamkke.config.cli.terminal import EXIT_FAILED, OUT, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Two at once. Journeys a file at a time; of the others, who is done takes from whom is not.
_PYTEST: Final = (sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist")
_DJANGO: Final = (sys.executable, "-m", "django")


@dataclass(frozen=True)
class Step:
    """One check: its name, and the command that fails when it does."""

    name: str
    command: tuple[str, ...]


def _checks() -> list[Step]:
    tool = str(ROOT / ".venv" / "bin")
    return [
        Step("ruff", (f"{tool}/ruff", "check", ".")),
        Step("ruff format", (f"{tool}/ruff", "format", "--check", ".")),
        Step("mypy", (f"{tool}/mypy",)),
        Step("import-linter", (f"{tool}/lint-imports",)),
        Step("djlint", (f"{tool}/djlint", str(PACKAGE), "--lint", "--quiet")),
        Step("migrations", (*_DJANGO, "makemigrations", "--check", "--dry-run")),
        Step("translations", (sys.executable, "-m", "hamkke.config.cli.translations")),
        # Before the tests: there, one of two workers would wait for the other to make it.
        Step("template", (sys.executable, "-m", "tests.database_server")),
    ]


def _tests() -> list[Step]:
    # A browser leaves an event loop behind, in which Django refuses: never in one process.
    return [
        Step("journeys", (*_PYTEST, "loadfile", "-m", "journey")),
        Step("pytest", (*_PYTEST, "worksteal", "-m", "not journey")),
    ]


def test(context: typer.Context) -> None:
    """CI가 하는 검사를 모두 합니다 (run every check).

    인자를 주면 pytest만 그 인자로 실행합니다.

    브라우저는 컴퓨터의 Chromium을 쓰고, 없으면 Playwright의 것, 데비안의 root라면 apt로 설치합니다.
    """
    environment = with_browser(_environment())
    if context.args:
        command = (sys.executable, "-m", "pytest", "-q", *context.args)
        failed = _failing([Step("pytest", command)], environment)
    else:
        with _demo(environment) as prepared:
            failed = _failing(_checks(), environment)
            failed += _failing(_tests(), prepared())
    if failed:
        say(f"통과하지 못한 검사: {', '.join(failed)} (failed checks)")
        raise typer.Exit(EXIT_FAILED)
    if not context.args:
        say("모든 검사를 통과했습니다. (All checks passed.)")


def _environment() -> dict[str, str]:
    """Return an environment in which nothing of the caller's installation is seen."""
    ours = ("HAMKKE_DEMO", "HAMKKE_DATA", "DATABASE_URL", "HAMKKE_OWNER_URL", "HAMKKE_AS_OWNER")
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return {**kept, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": str(ROOT)}


@contextmanager
def _demo(environment: dict[str, str]) -> Iterator[Callable[[], dict[str, str]]]:
    """Make the demo's data folder beside the checks; give the environment that names it.

    Its first start takes a minute of one processor, and each browser's site needs one.
    """
    with TemporaryDirectory(prefix="hamkke-test-") as folder:
        Path(folder).chmod(0o755)  # PostgreSQL runs as somebody else where we are root
        data = Path(folder) / "demo"
        command = (sys.executable, "-m", "tests.journeys.prepare", str(data))
        with subprocess.Popen(command, cwd=ROOT, env=environment) as making:

            def prepared() -> dict[str, str]:
                if making.wait() != 0:
                    say(data.with_suffix(".log").read_text(encoding="utf-8"))
                    return environment
                return {**environment, "HAMKKE_TEST_DEMO": str(data)}

            yield prepared


def _failing(steps: list[Step], environment: dict[str, str]) -> list[str]:
    return [step.name for step in steps if not _passes(step, environment)]


def _passes(step: Step, environment: dict[str, str]) -> bool:
    OUT.rule(step.name, style="dim")
    begun = time.monotonic()
    done = subprocess.run(step.command, cwd=ROOT, env=environment, check=False)
    took = f"{time.monotonic() - begun:.0f}s"
    passed = done.returncode == 0
    OUT.print(f"{step.name}: {'통과' if passed else '실패'} ({took})", markup=False)
    return passed
