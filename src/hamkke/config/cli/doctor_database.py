"""What the doctor looks at in the database: its version, its tables, its roles."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

import psycopg

from hamkke.config.cli.doctor import Finding
from hamkke.config.cli.doctor_mail import of_mail
from hamkke.config.cli.schema import manage, refuse_newer
from hamkke.config.cli.terminal import TroubleError
from hamkke.database.roles import LOGIN_ROLES, OLDEST_SUPPORTED, OWNER, RUNTIME_ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hamkke.config.cli.environment import Installation

_POWERS: Final = {
    "rolsuper": "SUPERUSER",
    "rolbypassrls": "BYPASSRLS",
    "rolcreaterole": "CREATEROLE",
    "rolcreatedb": "CREATEDB",
    "rolreplication": "REPLICATION",
}


def of_database(here: Installation) -> Iterator[Finding]:
    """Look at the server and the database, as the runtime's own login sees them."""
    try:
        with psycopg.connect(here.url, connect_timeout=10) as connection:
            yield _server(connection)
            yield from _roles(connection, here)
            yield from of_mail(connection)
    except psycopg.OperationalError as error:
        yield Finding(
            ok=False,
            sentence=f"실행용 로그인으로 데이터베이스에 연결하지 못했습니다: {error}. "
            "./hamkke migrate를 실행했는지 확인해 주세요.",
        )
        return
    yield _migrations(here)


def _server(connection: psycopg.Connection) -> Finding:
    found = connection.info.server_version // 10_000
    if found < OLDEST_SUPPORTED:
        return Finding(
            ok=False, sentence=f"PostgreSQL이 {found}입니다. {OLDEST_SUPPORTED} 이상이 필요합니다."
        )
    return Finding(
        ok=True, sentence=f"PostgreSQL {connection.info.parameter_status('server_version')}"
    )


def _roles(connection: psycopg.Connection, here: Installation) -> Iterator[Finding]:
    runtime = sorted({*RUNTIME_ROLES, *LOGIN_ROLES, connection.info.user})
    wrong = [
        *_missing(connection),
        *_too_powerful(connection, runtime),
        *_owning(connection, runtime),
        *_members_of_owner(connection, runtime),
    ]
    yield from (Finding(ok=False, sentence=sentence) for sentence in wrong)
    if not wrong:
        yield Finding(ok=True, sentence="역할마다 꼭 필요한 권한만 있습니다.")
    if here.url == here.owner_url and not here.embedded and connection.info.user not in LOGIN_ROLES:
        yield Finding(
            ok=False,
            sentence=f"DATABASE_URL이 {connection.info.user} 로그인을 씁니다. "
            "실행할 때는 hamkke_login처럼 권한이 없는 로그인을 쓰세요.",
        )


def _missing(connection: psycopg.Connection) -> Iterator[str]:
    expected = [OWNER, *RUNTIME_ROLES]
    rows = connection.execute(
        "select name from unnest(%s::text[]) as name "
        "where name not in (select rolname from pg_roles)",
        [expected],
    )
    missing = [row[0] for row in rows]
    if missing:
        yield f"역할이 없습니다: {', '.join(missing)}. ./hamkke migrate를 실행하세요."


def _too_powerful(connection: psycopg.Connection, roles: list[str]) -> Iterator[str]:
    for column, power in _POWERS.items():
        rows = connection.execute(
            f"select rolname from pg_roles where {column} and rolname = any(%s) order by 1",  # noqa: S608
            [roles],
        )
        for (name,) in rows:
            yield f"{name} 역할에 {power} 권한이 있습니다. 행 보안이 뚫리니 거두어 주세요."
    rows = connection.execute(
        "select rolname from pg_roles where rolcanlogin and rolinherit and rolname = any(%s)",
        [sorted(LOGIN_ROLES)],
    )
    for (name,) in rows:
        yield f"{name} 로그인이 역할의 권한을 물려받습니다. NOINHERIT로 바꿔 주세요."


def _owning(connection: psycopg.Connection, roles: list[str]) -> Iterator[str]:
    rows = connection.execute(
        "select pg_get_userbyid(relowner), count(*) from pg_class "
        "join pg_roles on pg_roles.oid = relowner where rolname = any(%s) group by 1 order by 1",
        [roles],
    )
    for name, count in rows:
        yield f"{name} 역할이 표 {count}개의 주인입니다. 주인은 행 보안을 지나치니 옮겨 주세요."


def _members_of_owner(connection: psycopg.Connection, roles: list[str]) -> Iterator[str]:
    strong = [OWNER, "pg_read_all_data", "pg_write_all_data", "pg_execute_server_program"]
    rows = connection.execute(
        "select member.rolname, strong.rolname from pg_roles as member, pg_roles as strong "
        "where member.rolname = any(%s) and strong.rolname = any(%s) and not member.rolsuper "
        "and pg_has_role(member.oid, strong.oid, 'MEMBER') order by 1, 2",
        [roles, strong],
    )
    for name, role in rows:
        yield f"{name} 역할이 {role} 역할을 쓸 수 있습니다. 거두어 주세요."


def _migrations(here: Installation) -> Finding:
    try:
        with suppress(psycopg.Error):  # who may not look is told so below
            refuse_newer(here)
    except TroubleError as error:
        return Finding(ok=False, sentence=str(error))
    try:
        manage(here, "migrate", "--check", "--verbosity", "0")
    except TroubleError:
        return Finding(
            ok=False,
            sentence="데이터베이스가 이 판과 맞지 않거나 살피지 못했습니다. ./hamkke migrate를 "
            "실행하세요. 다른 서버에서는 HAMKKE_OWNER_URL도 알려 주세요.",
        )
    return Finding(ok=True, sentence="데이터베이스의 표가 이 판과 같습니다.")
