"""Drop each policy in turn and see that a test misses it.

    python -m tests.database.drop_each_policy [PREFIX …]     tables by prefix; all without one

The snapshot test is left out: it would notice any change. Prints one line a policy and exits 1 if
the tests stayed green without one of them.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests import database_server

ROOT = Path(__file__).resolve().parents[2]


def _policies() -> list[tuple[str, str]]:
    with database_server.admin(database_server.template()) as connection:
        return connection.execute(
            "select tablename, policyname from pg_policies where schemaname = 'public' order by 1, 2"
        ).fetchall()


def _tests_of(table: str) -> list[str]:
    app = table.partition("_")[0]
    found = sorted((ROOT / "tests" / "hamkke" / app).glob("test_row_security*.py"))
    shared = ROOT / "tests" / "database" / "test_row_security.py"
    return [str(path) for path in (*found, shared) if path.exists()]


def main() -> int:
    """This function will drop each policy in turn; 1 if one was missed by nobody."""
    unmissed = []
    wanted = tuple(sys.argv[1:]) or ("",)
    policies = [item for item in _policies() if item[0].startswith(wanted)]
    for number, (table, policy) in enumerate(policies, start=1):
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-x", "--no-header", *_tests_of(table)],
            cwd=ROOT,
            env={**os.environ, "HAMKKE_WITHOUT_POLICY": f"{table}.{policy}"},
            capture_output=True,
            text=True,
            check=False,
        )
        red = done.returncode == 1
        first = next(
            (line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))), ""
        )
        print(
            f"{number}/{len(policies)} {table}.{policy}: {'red' if red else 'GREEN'} {first}",
            flush=True,
        )
        if not red:
            unmissed.append(f"{table}.{policy}")
    print(f"{len(policies) - len(unmissed)} of {len(policies)} policies are missed by a test")
    return 1 if unmissed else 0


if __name__ == "__main__":
    sys.exit(main())
