"""Policies of accounts and audit, one test each: dropping any one turns its test red."""

from __future__ import annotations

import psycopg
import pytest
from django.db import connection
from django.db.utils import ProgrammingError

from hamkke.accounts.models import Account, Membership, Person
from hamkke.audit.actions.record_action import record_action
from hamkke.audit.actions.record_refusal import record_refusal
from hamkke.audit.models import ActionEntry
from hamkke.database import roles
from hamkke.database.identity import Identity, acting_as
from tests.world import World

pytestmark = pytest.mark.django_db


def _as_owner_count(table: str) -> int:
    with acting_as(roles.OWNER), connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {table}")
        return int(cursor.fetchone()[0])


def test_a_person_sees_self_and_colleagues(world: World) -> None:
    teacher, colleague = world.viewer("teacher"), world.viewer("colleague")
    with acting_as(roles.WORK, teacher.identity):
        seen = set(Person.objects.values_list("pk", flat=True))
        memberships = set(Membership.objects.values_list("person_id", flat=True))
    assert {teacher.person_id, colleague.person_id} <= seen
    assert {teacher.person_id, colleague.person_id} <= memberships
    assert world.viewer("district_officer").person_id not in seen | memberships


def test_a_pupil_sees_only_self(world: World) -> None:
    student = world.viewer("student")
    with acting_as(roles.WORK, student.identity):
        assert set(Person.objects.values_list("pk", flat=True)) == {student.person_id}
        assert set(Membership.objects.values_list("person_id", flat=True)) == {student.person_id}


def test_identity_reads_everybody(world: World) -> None:
    with acting_as(roles.IDENTITY):
        assert Person.objects.count() == len(world.viewers)
        assert Membership.objects.count() == len(world.viewers) - 1


def test_jobs_read_everybody(world: World) -> None:
    with acting_as(roles.JOBS):
        assert Person.objects.count() == len(world.viewers)
        assert Membership.objects.count() == len(world.viewers) - 1


@pytest.mark.parametrize("role", [roles.PUBLIC, roles.WORK, roles.SUPPORT, roles.JOBS])
def test_credentials_are_for_identity_alone(world: World, role: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), acting_as(role):
        Account.objects.values_list("password").first()


@pytest.mark.parametrize("role", [roles.WORK, roles.SUPPORT, roles.IDENTITY, roles.JOBS])
def test_an_action_is_recorded_under_ones_own_name(world: World, role: str, now: object) -> None:
    viewer = world.viewer("teacher").identity
    subject = world.class_groups["class_1"]
    with acting_as(role, viewer):
        record_action(viewer=viewer, action="test", subject=subject, now=now)
    assert _as_owner_count("audit_actionentry") == 1
    other = Identity(viewer.person_id + 1 if viewer.person_id else 1, None, viewer.today)
    with pytest.raises(ProgrammingError, match="row-level security"), acting_as(role, viewer):
        record_action(viewer=other, action="test", subject=subject, now=now)


@pytest.mark.parametrize("role", [roles.WORK, roles.SUPPORT, roles.IDENTITY])
def test_a_refusal_is_recorded(world: World, role: str, now: object) -> None:
    record_refusal(
        role=role, viewer=world.viewer("teacher").identity, path="/desk/x", status=404, now=now
    )
    assert _as_owner_count("audit_refusalentry") == 1


@pytest.mark.parametrize("role", roles.RUNTIME_ROLES)
def test_nobody_reads_or_changes_the_record(world: World, role: str) -> None:
    for statement in (
        "select 1 from audit_actionentry",
        "update audit_actionentry set action = ''",
        "delete from audit_actionentry",
        "select 1 from audit_refusalentry",
    ):
        with pytest.raises(ProgrammingError, match="permission denied"), acting_as(role):
            connection.cursor().execute(statement)


def test_even_the_owner_cannot_change_the_record(world: World, now: object) -> None:
    viewer = world.viewer("teacher").identity
    with acting_as(roles.WORK, viewer):
        record_action(viewer=viewer, action="test", subject=world.class_groups["class_1"], now=now)
    with pytest.raises(psycopg.Error), acting_as(roles.OWNER):  # noqa: PT012
        try:
            ActionEntry.objects.update(action="other")
        except Exception as error:
            raise error.__cause__ or error from error


def test_history_keeps_what_stood(world: World) -> None:
    organization = world.organization("school")
    with acting_as(roles.JOBS):
        type(organization).objects.filter(pk=organization.pk).update(name="새 이름")
    with acting_as(roles.OWNER):
        names = list(organization.events.order_by("pgh_id").values_list("name", flat=True))
    assert names == ["가온초등학교", "새 이름"]


OF_SIGN_IN = {
    "accounts_attempt": "(subject, client, failures, last_at) values ('s', 'c', 1, now())",
    "accounts_cache": "(cache_key, value, expires) values ('k', 'v', now())",
    "account_emailaddress": "(email, verified, \"primary\", user_id) values ('a@x', true, true, %s)",
    "account_emailconfirmation": "(created, key, email_address_id) values (now(), 'k', %s)",
    "mfa_authenticator": "(type, data, user_id, created_at) values ('totp', '{}', %s, now())",
    "usersessions_usersession": "(created_at, ip, last_seen_at, session_key, user_agent, data,"
    " user_id) values (now(), '192.0.2.1', now(), 'k', '', '{}', %s)",
    "socialaccount_socialaccount": "(provider, uid, last_login, date_joined, extra_data, user_id)"
    " values ('p', 'u', now(), now(), '{}', %s)",
    "socialaccount_socialtoken": "(token, token_secret, account_id) values ('t', '', %s)",
}
BELONGS_TO = {
    "account_emailconfirmation": "account_emailaddress",
    "socialaccount_socialtoken": "socialaccount_socialaccount",
}


def _add(table: str) -> int:
    """Adds a row as the owner, and what it belongs to; returns its number, or the account's."""
    below = BELONGS_TO.get(table)
    number = _add(below) if below else Account.objects.get(login_name="teacher").pk
    with connection.cursor() as cursor:
        what = OF_SIGN_IN[table]
        cursor.execute(f"insert into {table} {what}", [number] if "%s" in what else [])
        if table == "accounts_cache":
            return 0
        cursor.execute(f"select max(id) from {table}")
        return int(cursor.fetchone()[0])


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {table}")
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize("table", OF_SIGN_IN)
def test_identity_alone_keeps_how_people_sign_in(world: World, table: str) -> None:
    with acting_as(roles.OWNER):
        _add(table)
    with acting_as(roles.IDENTITY):
        assert _count(table) == 1
    others = {roles.PUBLIC, roles.WORK, roles.SUPPORT, roles.JOBS}
    if table == "account_emailaddress":
        others -= {roles.JOBS}
    for role in others:
        with pytest.raises(ProgrammingError, match="permission denied"), acting_as(role):
            _count(table)


def test_delivery_reads_addresses_and_changes_none(world: World) -> None:
    with acting_as(roles.OWNER):
        _add("account_emailaddress")
    with acting_as(roles.JOBS):
        assert _count("account_emailaddress") == 1
    with pytest.raises(ProgrammingError, match="permission denied"), acting_as(roles.JOBS):
        connection.cursor().execute("delete from account_emailaddress")


@pytest.mark.parametrize("column", ["login_name", "person_id", "is_active"])
def test_identity_changes_credentials_only(world: World, column: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), acting_as(roles.IDENTITY):
        connection.cursor().execute(f"update accounts_account set {column} = {column}")
