"""`test`: everything CI runs, in CI's order, each step to its end."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import Final

import typer

from hamkke.config.cli.browser import with_browser
from hamkke.config.cli.environment import PACKAGE, ROOT
from hamkke.config.cli.terminal import EXIT_FAILED, OUT, say

# Two at once, a file at a time: the fixtures of a file are made once.
_PYTEST: Final = (sys.executable, "-m", "pytest", "-q")
_SIDE_BY_SIDE: Final = ("-n", "2", "--dist", "loadfile")
_DJANGO: Final = (sys.executable, "-m", "django")


@dataclass(frozen=True)
class Step:
    """One check: its name, and the command that fails when it does."""

    name: str
    command: tuple[str, ...]


def _steps() -> list[Step]:
    tool = str(ROOT / ".venv" / "bin")
    return [
        Step("ruff", (f"{tool}/ruff", "check", ".")),
        Step("ruff format", (f"{tool}/ruff", "format", "--check", ".")),
        Step("mypy", (f"{tool}/mypy",)),
        Step("import-linter", (f"{tool}/lint-imports",)),
        Step("djlint", (f"{tool}/djlint", str(PACKAGE), "--lint", "--quiet")),
        Step("migrations", (*_DJANGO, "makemigrations", "--check", "--dry-run")),
        Step("translations", (sys.executable, "-m", "hamkke.config.cli.translations")),
        # A browser leaves an event loop behind, in which Django refuses: never in one process.
        Step("journeys", (*_PYTEST, *_SIDE_BY_SIDE, "-m", "journey")),
        Step("pytest", (*_PYTEST, *_SIDE_BY_SIDE, "-m", "not journey")),
    ]


def test(context: typer.Context) -> None:
    """CI가 하는 검사를 모두 합니다 (run every check).

    인자를 주면 pytest만 그 인자로 실행합니다.

    브라우저는 컴퓨터의 Chromium을 쓰고, 없으면 Playwright의 것, 데비안의 root라면 apt로 설치합니다.
    """
    environment = with_browser(_environment())
    steps = [Step("pytest", (*_PYTEST, *context.args))] if context.args else _steps()
    failed = [step.name for step in steps if not _passes(step, environment)]
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


def _passes(step: Step, environment: dict[str, str]) -> bool:
    OUT.rule(step.name, style="dim")
    begun = time.monotonic()
    done = subprocess.run(step.command, cwd=ROOT, env=environment, check=False)
    took = f"{time.monotonic() - begun:.0f}s"
    passed = done.returncode == 0
    OUT.print(f"{step.name}: {'통과' if passed else '실패'} ({took})", markup=False)
    return passed
