"""Who queues, reads and clears, as PostgreSQL has it: SQL in the runtime roles."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from hamkke.database import roles
from hamkke.database.identity import acting_as
from tests.world import World

REFUSED = "row-level security"
MESSAGE = """insert into mail_message (reference, address, subject, text, purpose, state, attempts,
    unsure, reply, queued_at, due_at, finished_at)
    values (gen_random_uuid(), 'kim@school.example', %s, %s, 'test', %s, %s, %s, '', now(), now(), %s)"""
WORDS = ["제목", "내용", "queued", 0, 0, None]
MARK = """insert into mail_returnedmail (address, person_number, status, returned_at)
    values (%s, %s, '5.1.1', now())"""


def run(world: World, who: str, query: str, values: Any = None) -> Any:
    """This function will run SQL as a viewer, or as a bare role; rows or the count of changes."""
    role, identity = (who, None) if who in roles.RUNTIME_ROLES else (roles.WORK, None)
    if who in world.viewers:
        identity = world.viewer(who).identity
    with acting_as(role, identity), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall() if cursor.description else cursor.rowcount


@pytest.mark.parametrize("who", ["teacher", roles.IDENTITY, roles.JOBS])
def test_queued(world: World, now: datetime, who: str) -> None:
    assert run(world, who, MESSAGE, WORDS) == 1
    for place, value in ((2, "sending"), (3, 1), (4, 1)):
        changed = [value if index == place else word for index, word in enumerate(WORDS)]
        with pytest.raises(ProgrammingError, match=REFUSED):
            run(world, who, MESSAGE, changed)
    with pytest.raises(ProgrammingError, match=REFUSED):
        run(world, who, MESSAGE, ["", "", "sent", 0, 0, now])


@pytest.mark.parametrize("who", ["teacher", "superintendent", roles.IDENTITY, roles.PUBLIC])
@pytest.mark.parametrize(
    "query",
    [
        "select address from mail_message",
        "update mail_message set text = ''",
        "delete from mail_message",
        "update mail_returnedmail set status = ''",
        "insert into mail_returnedmail (address, status, returned_at) values ('a', 'b', now())",
    ],
)
def test_nobody_but_the_jobs(world: World, who: str, query: str) -> None:
    run(world, roles.JOBS, MESSAGE, WORDS)
    with pytest.raises(ProgrammingError, match="permission denied"):
        run(world, who, query)


def test_jobs_read_deliver_and_forget(world: World) -> None:
    run(world, roles.JOBS, MESSAGE, WORDS)
    assert run(world, roles.JOBS, "select subject from mail_message") == [("제목",)]
    assert run(world, roles.JOBS, "update mail_message set state = 'sending'") == 1
    assert run(world, roles.JOBS, "delete from mail_message") == 1


def test_jobs_mark_an_address_read_it_and_clear_it(world: World) -> None:
    assert run(world, roles.JOBS, MARK, ["a@b.example", 1]) == 1
    assert run(world, roles.JOBS, "select status from mail_returnedmail") == [("5.1.1",)]
    assert run(world, roles.JOBS, "update mail_returnedmail set status = '5.0.0'") == 1
    assert run(world, roles.JOBS, "delete from mail_returnedmail") == 1


def test_a_dead_address_is_told_to_its_owner_and_to_who_looks_after_them(world: World) -> None:
    for number, who in enumerate(("district_officer", "teacher", "head")):
        run(world, roles.JOBS, MARK, [f"{number}@b.example", world.viewer(who).person_id])
    run(world, roles.JOBS, MARK, ["unknown@b.example", None])
    read = "select person_number from mail_returnedmail"
    ours = {world.viewer(who).person_id for who in ("district_officer", "head")}
    assert {row[0] for row in run(world, "district_officer", read)} == ours
    assert {row[0] for row in run(world, "teacher", read)} == {world.viewer("teacher").person_id}
    for who in ("colleague", "other_head", "student", "parent", "citizen"):
        assert run(world, who, read) == []
    with pytest.raises(ProgrammingError, match="permission denied"):
        run(world, "district_officer", "select address from mail_returnedmail")


def test_identity_reads_and_clears(world: World) -> None:
    run(world, roles.JOBS, MARK, ["a@b.example", None])
    assert run(world, roles.IDENTITY, "select address from mail_returnedmail") == [("a@b.example",)]
    assert run(world, roles.IDENTITY, "delete from mail_returnedmail") == 1


@pytest.mark.parametrize("who", ["teacher", roles.IDENTITY, roles.JOBS])
def test_who_knows_an_address_may_ask(world: World, who: str) -> None:
    run(world, roles.JOBS, MARK, ["a@b.example", None])
    query = "select * from mail_returned(array['a@b.example', 'c@d.example'])"
    assert run(world, who, query) == [("a@b.example",)]
    with pytest.raises(ProgrammingError, match="permission denied"):
        run(world, roles.PUBLIC, query)
