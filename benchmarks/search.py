"""Search in 100,000 entries, against reading all their texts with LIKE.

Entries are invented from the words of programs, places and schools. `--entries N` for another
size, `--turns N` for each query (30). One process asks, under the role of the public; a figure
holds everything between the words typed and the hits found.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

import psycopg
from rich.console import Console
from rich.table import Table

from hamkke.config.cli.environment import Installation, installation
from hamkke.config.cli.schema import migrate_if_needed

ENTRIES: Final = Path(__file__).resolve().parent / "_entries.py"
AIM: Final = 50  # milliseconds


def _run(here: Installation, *arguments: str) -> str:
    return subprocess.run(
        [sys.executable, ENTRIES, *arguments],
        env=here.owner_environment(),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout


def show(lines: list[str], entries: int) -> None:
    """Print a row for each query, and whether the slowest is within the aim."""
    table = Table(title=f"search in {entries:,} entries, milliseconds")
    for column in ("", "typed", "found", "p50", "p95", "LIKE p50", "of LIKE"):
        table.add_column(column, justify="left" if column in {"", "typed"} else "right")
    slowest = 0.0
    for line in lines:
        *told, p50, p95, like = line.split("|")
        slowest = max(slowest, float(p95))
        table.add_row(*told, p50, p95, like, f"{float(p50) / float(like):.2f}×")
    console = Console(width=110)
    console.print(table)
    reached = "reached" if slowest <= AIM else "missed"
    console.print(f"slowest p95 {slowest:.1f} ms; aim {AIM} ms: {reached}")


def main() -> None:
    """Make an installation for this alone, fill its index, ask."""
    options = argparse.ArgumentParser()
    options.add_argument("--entries", type=int, default=100_000)
    options.add_argument("--turns", type=int, default=30)
    asked = options.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="hamkke-bench-"))
    try:
        with installation(folder) as here:
            migrate_if_needed(here)
            _run(here, "fill", str(asked.entries))
            with psycopg.connect(here.owner_url, autocommit=True) as database:
                database.execute("vacuum analyze search_searchentry")
            show(_run(here, "ask", str(asked.turns)).splitlines(), asked.entries)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
