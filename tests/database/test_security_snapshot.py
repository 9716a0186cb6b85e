"""Policies, grants, triggers and owner-run functions as they stand: a change shows in review.

To accept a change: HAMKKE_WRITE_SNAPSHOT=1 ./hamkke test tests/database/test_security_snapshot.py
"""

from __future__ import annotations

import os
from pathlib import Path

import psycopg
import pytest

from tests import database_server

SNAPSHOT = Path(__file__).parent / "security_snapshot.txt"
QUERIES = {
    "policies": """
        select format('%s.%s for %s to %s using %s check %s', tablename, policyname, cmd,
                      array_to_string(array(select unnest(roles) order by 1), ', '),
                      regexp_replace(coalesce(qual, '-'), '\\s+', ' ', 'g'),
                      regexp_replace(coalesce(with_check, '-'), '\\s+', ' ', 'g'))
        from pg_policies where schemaname = 'public' order by 1""",
    "tables with row security": """
        select relname from pg_class where relrowsecurity order by 1""",
    "grants on tables": """
        select format('%s: %s %s', table_name, grantee, string_agg(privilege_type, ', '
                      order by privilege_type))
        from information_schema.role_table_grants
        where table_schema = 'public' and grantee like 'hamkke%' and grantee <> 'hamkke_owner'
        group by table_name, grantee order by 1""",
    "grants on columns": """
        select format('%s: %s %s (%s)', c.table_name, c.grantee, c.privilege_type,
                      string_agg(c.column_name, ', ' order by c.column_name))
        from information_schema.role_column_grants c
        where c.table_schema = 'public' and c.grantee like 'hamkke%' and c.grantee <> 'hamkke_owner'
          and not exists (
              select from information_schema.role_table_grants t
              where t.table_schema = 'public' and t.table_name = c.table_name
                and t.grantee = c.grantee and t.privilege_type = c.privilege_type)
        group by c.table_name, c.grantee, c.privilege_type order by 1""",
    "grants to everybody": """
        select format('%s: %s', table_name, privilege_type)
        from information_schema.role_table_grants
        where table_schema = 'public' and grantee = 'PUBLIC'
          and table_name not like 'pg_stat_statements%' order by 1""",
    "owner-run functions": """
        select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where p.prosecdef and n.nspname = 'public' order by 1""",
    "triggers": """
        select format('%s.%s', c.relname, regexp_replace(t.tgname, '_[0-9a-f]{5}$', ''))
        from pg_trigger t join pg_class c on c.oid = t.tgrelid
        where not t.tgisinternal and c.relname not like 'procrastinate%' order by 1""",
}


def _describe() -> str:
    lines: list[str] = []
    with psycopg.connect(
        database_server.lease().dsn("postgres", database=database_server.template())
    ) as connection:
        for title, query in QUERIES.items():
            lines += [f"# {title}", *(row[0] for row in connection.execute(query)), ""]
    return "\n".join(lines)


def test_security_is_as_reviewed() -> None:
    found = _describe()
    if os.environ.get("HAMKKE_WRITE_SNAPSHOT") == "1":
        SNAPSHOT.write_text(found, encoding="utf-8")
    assert found == SNAPSHOT.read_text(encoding="utf-8")


@pytest.mark.parametrize("table", ["accounts_account", "django_session", "accounts_person"])
def test_public_reads_nothing_private(table: str) -> None:
    with psycopg.connect(
        database_server.lease().dsn("postgres", database=database_server.template())
    ) as connection:
        connection.execute("set role hamkke_public")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(f"select 1 from {table}")
