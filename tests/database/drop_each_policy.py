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


def _rounds(table: str) -> list[list[Path]]:
    """Return where a policy should be missed first, and where else it may be.

    A table's files may belong to the subjects of other apps, whose tests then miss its policies.
    """
    app = ROOT / "tests" / "hamkke" / table.partition("_")[0]
    shared = ROOT / "tests" / "database" / "test_row_security.py"
    others = sorted((ROOT / "tests" / "hamkke").glob("*/test_row_security.py"))
    near = [path for path in (app / "test_row_security.py", shared) if path.exists()]
    return [near, [path for path in (app, *others) if path.exists() and path not in near]]


def _first_red(policy: str, tests: list[Path]) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "--no-header", *map(str, tests)],
        cwd=ROOT,
        env={**os.environ, "HAMKKE_WITHOUT_POLICY": policy},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stdout + done.stderr)
    lines = done.stdout.splitlines()
    return next((line for line in lines if line.startswith(("FAILED", "ERROR"))), "")


def main() -> int:
    """This function will drop each policy in turn; 1 if one was missed by nobody."""
    unmissed = []
    wanted = tuple(sys.argv[1:]) or ("",)
    policies = [item for item in _policies() if item[0].startswith(wanted)]
    for number, (table, policy) in enumerate(policies, start=1):
        name = f"{table}.{policy}"
        first = next(filter(None, (_first_red(name, tests) for tests in _rounds(table))), "")
        print(f"{number}/{len(policies)} {name}: {first or 'GREEN'}", flush=True)
        if not first:
            unmissed.append(name)
    print(f"{len(policies) - len(unmissed)} of {len(policies)} policies are missed by a test")
    return 1 if unmissed else 0


if __name__ == "__main__":
    sys.exit(main())
