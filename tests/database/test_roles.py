"""What the runtime roles may never be, and what a connection without a role may do: nothing."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.utils import ProgrammingError

from hamkke.accounts.models import Membership, Person
from hamkke.database import roles
from hamkke.database.identity import Identity, acting_as
from tests.world import World

pytestmark = pytest.mark.django_db


def _rows(query: str, values: list[object] | None = None) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def test_a_connection_without_a_role_can_read_nothing() -> None:
    """The login itself inherits nothing: a forgotten role is an error, not a leak."""
    with pytest.raises(ProgrammingError, match="permission denied"):
        Person.objects.count()


def test_runtime_roles_have_no_power_over_the_database() -> None:
    """No runtime or login role is superuser, bypasses row security, or may make roles."""
    rows = _rows(
        "select rolname from pg_roles where rolname like 'hamkke%%'"
        " and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolinherit"
        " and rolname <> 'hamkke_test_login')"
    )
    assert rows == []


def test_runtime_roles_own_nothing() -> None:
    """Who owns a table is not bound by its policies."""
    rows = _rows(
        "select c.relname from pg_class c join pg_roles r on r.oid = c.relowner"
        " where r.rolname like 'hamkke%%' and r.rolname <> 'hamkke_owner'"
    )
    assert rows == []


def test_identity_comes_back_after_a_nested_block(world: World) -> None:
    """The inner role and identity end with the inner block."""
    teacher = world.viewer("teacher").identity
    with acting_as(roles.WORK, teacher):
        with acting_as(roles.PUBLIC):
            assert _rows("select current_user::text") == [(roles.PUBLIC,)]
        assert _rows("select current_user::text, current_setting('hamkke.person_id')") == [
            (roles.WORK, str(teacher.person_id))
        ]


def test_nothing_of_an_identity_is_left_after_the_transaction(world: World) -> None:
    """A pooled connection starts its next transaction as nobody."""
    with acting_as(roles.WORK, world.viewer("teacher").identity):
        pass
    assert _rows("select current_setting('role'), current_setting('hamkke.person_id', true)") == [
        ("none", "")
    ]


def test_an_unknown_role_is_a_programming_error() -> None:
    """Role names come from code, never from input."""
    with pytest.raises(ValueError, match="unknown role"), acting_as("postgres"):
        pass


def test_a_borrowed_membership_gives_no_rights(world: World) -> None:
    """A membership counts only for the person who holds it."""
    teacher, officer = world.viewer("teacher"), world.viewer("office_officer")
    borrowed = Identity(teacher.person_id, officer.membership_id, teacher.today)
    with acting_as(roles.WORK, borrowed):
        assert _rows("select hamkke_organization_id()") == [(None,)]
        assert set(Membership.objects.values_list("person_id", flat=True)) == {teacher.person_id}
