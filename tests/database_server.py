"""The test run's own PostgreSQL: a real server, a migrated template, a clone for each use.

The server lies in memory, else in the temporary folder, and is kept between runs; the template is
named after the hash of all migrations, so that an unchanged schema is not migrated again. Tests
log in as `hamkke_test_login`, a NOINHERIT login that owns nothing and can do nothing until it takes
a role: the runtime roles as in production, and the owner only to lay the ground of a test.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import psycopg
from psycopg import sql

from hamkke.database import roles
from hamkke.database.server import ServerLease, open_server

if TYPE_CHECKING:
    from collections.abc import Iterator

LOGIN: Final = "hamkke_test_login"
MEMORY: Final = Path("/dev/shm")
ENOUGH: Final = 4 * 2**30
SOURCE: Final = Path(__file__).resolve().parents[1] / "src" / "hamkke"


@cache
def lease() -> ServerLease:
    """This function will start or join the server of the test runs of this checkout and user."""
    checkout = hashlib.sha256(str(SOURCE).encode()).hexdigest()[:8]
    place = Path(tempfile.gettempdir())
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH:
        place = MEMORY
    return open_server(place / f"hamkke-test-{os.getuid()}-{checkout}", durable=False)


def admin(database: str = "postgres") -> psycopg.Connection:
    """This function will connect as the superuser: for making databases, never for a test."""
    return psycopg.connect(lease().dsn("postgres", database=database), autocommit=True)


def _schema_hash() -> str:
    digest = hashlib.sha256()
    files = [*SOURCE.glob("*/migrations/*.py"), *SOURCE.glob("*/sql/*.sql")]
    for path in sorted([*files, SOURCE / "database" / "roles.py"]):
        digest.update(str(path.relative_to(SOURCE)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@cache
def template() -> str:
    """This function will return the name of the migrated template, made if it is missing."""
    name = f"template_{datetime.now(UTC):%Y%m%d}_{_schema_hash()}"
    with admin() as connection:
        # Workers of one run would otherwise migrate side by side.
        connection.execute("select pg_advisory_lock(hashtext('hamkke_test_template'))")
        found = connection.execute("select from pg_database where datname = %s", [name]).fetchone()
        if found is None:
            _drop_old(connection, name)
            _migrate(connection, name)
    return name


def _drop_old(connection: psycopg.Connection, name: str) -> None:
    """Drop what is two days old or was left half made; a younger one may be in another run's use."""
    rows = connection.execute(
        "select datname from pg_database where datname ~ '^(template|making|test)_[0-9]{8}_'"
    ).fetchall()
    yesterday = f"{datetime.now(UTC) - timedelta(days=1):%Y%m%d}"
    for (old,) in rows:
        if old.split("_")[1] < yesterday or old == f"making_{name.removeprefix('template_')}":
            drop(connection, old)


def _migrate(connection: psycopg.Connection, name: str) -> None:
    making = f"making_{name.removeprefix('template_')}"
    connection.execute(sql.SQL("create database {}").format(sql.Identifier(making)))
    dsn = lease().dsn("postgres", database=making)
    roles.ensure_roles(dsn, lease().passwords)
    _ensure_test_login(connection, making)
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--verbosity", "0"],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "hamkke.config.settings",
            "HAMKKE_SECRET_KEY": "tests-only",
            "HAMKKE_AS_OWNER": "1",
            "HAMKKE_OWNER_URL": dsn,
        },
        check=True,
    )
    connection.execute(
        sql.SQL("alter database {} rename to {}").format(
            sql.Identifier(making), sql.Identifier(name)
        )
    )


def _ensure_test_login(connection: psycopg.Connection, database: str) -> None:
    login = sql.Identifier(LOGIN)
    if connection.execute("select from pg_roles where rolname = %s", [LOGIN]).fetchone() is None:
        connection.execute(sql.SQL("create role {} login noinherit").format(login))
    connection.execute(
        sql.SQL("alter role {} password {}").format(login, sql.Literal(lease().password(LOGIN)))
    )
    for role in (roles.OWNER, *roles.RUNTIME_ROLES):
        connection.execute(
            sql.SQL("grant {} to {} with inherit false, set true").format(
                sql.Identifier(role), login
            )
        )
    connection.execute(
        sql.SQL("grant connect on database {} to {}").format(sql.Identifier(database), login)
    )


def drop(connection: psycopg.Connection, name: str) -> None:
    """This function will drop a database, whoever is still connected to it."""
    connection.execute(
        sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name))
    )


@contextlib.contextmanager
def clone() -> Iterator[str]:
    """This context will give a fresh migrated database of its own and drop it afterwards."""
    name = f"test_{datetime.now(UTC):%Y%m%d}_{secrets.token_hex(6)}"
    source = template()
    with admin() as connection:
        connection.execute("select pg_advisory_lock(hashtext('hamkke_test_template'))")
        connection.execute(
            sql.SQL("create database {} template {} strategy file_copy").format(
                sql.Identifier(name), sql.Identifier(source)
            )
        )
    try:
        _drop_policy_asked_for(name)
        yield name
    finally:
        with admin() as connection:
            drop(connection, name)


def _drop_policy_asked_for(name: str) -> None:
    """Drop the policy that drop_each_policy.py names, so that the tests show who misses it."""
    table, _, policy = os.environ.get("HAMKKE_WITHOUT_POLICY", "").partition(".")
    if policy:
        with admin(name) as connection:
            connection.execute(
                sql.SQL("drop policy {} on {}").format(
                    sql.Identifier(policy), sql.Identifier(table)
                )
            )


if __name__ == "__main__":
    template()
