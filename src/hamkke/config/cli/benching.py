"""`bench`: reproducible measurements, one file of benchmarks/ each."""

from __future__ import annotations

import ast
import subprocess
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from hamkke.config.cli.environment import ROOT
from hamkke.config.cli.terminal import fail, say

if TYPE_CHECKING:
    from pathlib import Path


def bench(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(help="측정 이름. all은 모두 (name, or all)", show_default=False)
    ] = None,
) -> None:
    """속도와 결과를 잽니다 (run benchmarks).

    이름이 없으면 잴 수 있는 것을 보입니다. 나머지 인자는 그 측정에 넘깁니다
    (예: allocation --size district --write).
    """
    known = {path.stem: path for path in sorted((ROOT / "benchmarks").glob("[!_]*.py"))}
    if name is None:
        for each, path in known.items():
            say(f"{each}  {_first_line(path)}")
        return
    if name != "all" and name not in known:
        fail(f"{name}이라는 측정은 없습니다. 있는 것: {', '.join(known)}", 2)
    for path in known.values() if name == "all" else [known[name]]:
        say(_first_line(path))
        code = subprocess.run([sys.executable, path, *context.args], check=False).returncode
        if code != 0:
            raise typer.Exit(code)


def _first_line(path: Path) -> str:
    described = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return described.partition("\n")[0]
