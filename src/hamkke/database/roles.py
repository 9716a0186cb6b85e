"""The roles of PostgreSQL that keep the zones apart.

Runtime roles cannot log in and own nothing; a process logs in as a NOINHERIT login role and takes
a runtime role for one transaction with SET LOCAL ROLE. Only the owner migrates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import psycopg
from psycopg import sql

if TYPE_CHECKING:
    from collections.abc import Mapping

OWNER: Final = "hamkke_owner"
PUBLIC: Final = "hamkke_public"
WORK: Final = "hamkke_work"
SUPPORT: Final = "hamkke_support"
IDENTITY: Final = "hamkke_identity"
JOBS: Final = "hamkke_jobs"
RUNTIME_ROLES: Final = (PUBLIC, WORK, SUPPORT, IDENTITY, JOBS)

# Which runtime roles each login may take. `hamkke_login` serves every zone from one process;
# the others let a city run each zone on a host of its own (HAMKKE_ZONE).
LOGIN_ROLES: Final[Mapping[str, tuple[str, ...]]] = {
    "hamkke_login": RUNTIME_ROLES,
    "hamkke_public_login": (PUBLIC,),
    "hamkke_work_login": (WORK, IDENTITY, PUBLIC),
    "hamkke_support_login": (SUPPORT, IDENTITY),
    "hamkke_jobs_login": (JOBS,),
}
EXTENSIONS: Final = ("btree_gist", "pg_trgm")
OLDEST_SUPPORTED: Final = 17


class ServerTooOldError(Exception):
    """The server is older than the oldest PostgreSQL that hamkke supports."""


def ensure_roles(admin_dsn: str, passwords: Mapping[str, str]) -> None:
    """This function will create or repair every role, its memberships and the extensions.

    `admin_dsn` logs in as a role that may create roles and extensions in the database it names;
    `passwords` maps login roles to passwords: a login role that it lacks keeps the one it has.
    Running it again changes nothing. Raises ServerTooOldError, psycopg.Error.
    """
    with psycopg.connect(admin_dsn, autocommit=True) as connection:
        if connection.info.server_version < OLDEST_SUPPORTED * 10_000:
            raise ServerTooOldError(connection.info.server_version // 10_000)
        with connection.transaction():
            # Two set-ups at once would both see a role missing and both create it.
            connection.execute("select pg_advisory_xact_lock(hashtext('hamkke_roles'))")
            _ensure_all(connection, passwords)


def _ensure_all(connection: psycopg.Connection, passwords: Mapping[str, str]) -> None:
    for name in (OWNER, *RUNTIME_ROLES):
        _ensure_role(connection, name, "NOLOGIN NOINHERIT")
    for name, taken in LOGIN_ROLES.items():
        _ensure_role(connection, name, "LOGIN NOINHERIT")
        if name in passwords:
            connection.execute(
                sql.SQL("ALTER ROLE {} PASSWORD {}").format(
                    sql.Identifier(name), sql.Literal(passwords[name])
                )
            )
        for role in taken:
            connection.execute(
                sql.SQL("GRANT {} TO {} WITH INHERIT FALSE, SET TRUE").format(
                    sql.Identifier(role), sql.Identifier(name)
                )
            )
        connection.execute(
            sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(
                sql.Identifier(connection.info.dbname), sql.Identifier(name)
            )
        )
    owner = sql.Identifier(OWNER)
    admin = sql.Identifier(connection.info.user)
    database = sql.Identifier(connection.info.dbname)
    connection.execute(sql.SQL("GRANT {} TO {} WITH SET TRUE").format(owner, admin))
    connection.execute(
        sql.SQL("GRANT CREATE, CONNECT ON DATABASE {} TO {}").format(database, owner)
    )
    connection.execute(sql.SQL("REVOKE TEMPORARY ON DATABASE {} FROM PUBLIC").format(database))
    connection.execute(sql.SQL("GRANT CREATE, USAGE ON SCHEMA public TO {}").format(owner))
    connection.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    for role in RUNTIME_ROLES:
        connection.execute(
            sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(sql.Identifier(role))
        )
    for extension in EXTENSIONS:
        connection.execute(
            sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension))
        )


def _ensure_role(connection: psycopg.Connection, name: str, attributes: str) -> None:
    exists = connection.execute("select 1 from pg_roles where rolname = %s", [name]).fetchone()
    verb = "ALTER" if exists else "CREATE"
    powers = "NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"
    if exists:
        # An administrator without superuser may not even repeat these attributes.
        powers = ""
    connection.execute(
        sql.SQL("{} ROLE {} " + attributes + " " + powers).format(
            sql.SQL(verb), sql.Identifier(name)
        )
    )
