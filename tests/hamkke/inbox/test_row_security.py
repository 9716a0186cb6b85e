"""Who reads, posts and closes tasks, as PostgreSQL has it: SQL in the runtime roles."""

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


def run(world: World, who: str, query: str, values: Any = None) -> Any:
    """This function will run SQL as a viewer, or as a bare role; rows or the count of changes."""
    role, identity = roles.WORK, None
    if who in {roles.PUBLIC, roles.JOBS, roles.OWNER, roles.IDENTITY}:
        role = who
    else:
        identity = world.viewer(who).identity
    with acting_as(role, identity), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def post(world: World, now: datetime, *, by: str = roles.OWNER, **changes: Any) -> Any:
    """This function will insert a task of the office for the officers of the district."""
    row = {
        "organization_id": world.organization("district").pk,
        "role": "officer",
        "class_group_id": None,
        "kind": "look",
        "title": "살펴보기",
        "detail": "",
        "action_label": "",
        "url": "/desk/",
        "subject_type": "agreements.agreement",
        "subject_number": 7,
        "thing": "",
        "posted_by_id": world.organization("office").pk,
        "posted_at": now,
        "closed_at": None,
    } | changes
    marks = ", ".join(["%s"] * len(row))
    query = f"insert into inbox_task ({', '.join(row)}) values ({marks})"
    return run(world, by, query, list(row.values()))


def seen(world: World, *viewers: str) -> list[str]:
    """This function will return who of `viewers` reads the one task there is."""
    return [who for who in viewers if run(world, who, "select count(*) from inbox_task")[0][0]]


EVERYBODY = (
    "district_officer",
    "head",
    "other_district_officer",
    "office_officer",
    "other_office_officer",
    "superintendent",
    "teacher",
    "colleague",
    "student",
    "parent",
    "citizen",
)


def test_addressed(world: World, now: datetime) -> None:
    post(world, now, posted_by_id=None)
    assert seen(world, *EVERYBODY) == ["district_officer"]


def test_addressed_to_one_class_group(world: World, now: datetime) -> None:
    post(
        world,
        now,
        posted_by_id=None,
        organization_id=world.organization("school").pk,
        role="homeroom_teacher",
        class_group_id=world.class_groups["class_1"].pk,
    )
    assert seen(world, *EVERYBODY) == ["teacher"]


def test_posted(world: World, now: datetime) -> None:
    post(world, now, organization_id=world.organization("venue").pk, role="venue_manager")
    assert seen(world, *EVERYBODY) == ["office_officer"]


def test_pupils_do_not_read_what_their_school_posted(world: World, now: datetime) -> None:
    school = world.organization("school").pk
    post(world, now, organization_id=world.organization("venue").pk, posted_by_id=school)
    assert seen(world, "student", "parent") == []


def test_posts_for_own_body(world: World, now: datetime) -> None:
    for changes in (
        {"posted_by_id": world.organization("other_office").pk},
        {"posted_by_id": None},
        {"closed_at": now},
    ):
        with pytest.raises(ProgrammingError, match=REFUSED):
            post(world, now, by="office_officer", **changes)
    assert post(world, now, by="office_officer") == 1


def test_jobs_post_read_and_close(world: World, now: datetime) -> None:
    assert post(world, now, by=roles.JOBS, posted_by_id=None) == 1
    assert run(world, roles.JOBS, "select title from inbox_task") == [("살펴보기",)]
    assert run(world, roles.JOBS, "update inbox_task set closed_at = now()") == 1


@pytest.mark.parametrize(
    ("who", "query"),
    [
        ("district_officer", "update inbox_task set closed_at = now()"),
        ("district_officer", "delete from inbox_task"),
        (roles.JOBS, "update inbox_task set title = ''"),
        (roles.PUBLIC, "select 1 from inbox_task"),
        (roles.IDENTITY, "select 1 from inbox_task"),
        (roles.PUBLIC, "select inbox_close_tasks('', 1, null, null, null, null, now())"),
    ],
)
def test_no_other_way_to_a_task(world: World, now: datetime, who: str, query: str) -> None:
    post(world, now)
    with pytest.raises(ProgrammingError, match="permission denied"):
        run(world, who, query)


CLOSE = "select inbox_close_tasks('agreements.agreement', 7, null, null, null, null, now())"


@pytest.mark.parametrize(
    ("who", "closed"),
    [
        ("district_officer", 1),
        ("office_officer", 1),
        ("head", 1),
        ("other_district_officer", 0),
        ("other_office_officer", 0),
        ("superintendent", 0),
        ("teacher", 0),
        ("citizen", 0),
    ],
)
def test_only_who_takes_part_closes(world: World, now: datetime, who: str, closed: int) -> None:
    post(world, now)
    assert run(world, who, CLOSE) == [(closed,)]


def test_a_teacher_closes_nothing_of_another_class(world: World, now: datetime) -> None:
    school = world.organization("school").pk
    for key in ("class_1", "class_2"):
        post(
            world,
            now,
            organization_id=school,
            role="homeroom_teacher",
            class_group_id=world.class_groups[key].pk,
        )
    assert run(world, "teacher", CLOSE) == [(1,)]
    assert seen(world, "colleague") == ["colleague"]
    assert run(
        world, roles.OWNER, "select class_group_id from inbox_task where closed_at is null"
    ) == [(world.class_groups["class_2"].pk,)]


NOTICE = """insert into inbox_notice (person_id, organization_id, role, class_group_id, kind, title,
    detail, url, posted_by_id, posted_at, spread_at)
    values (%s, %s, %s, %s, 'n', '제목', '', '/', %s, now(), null)"""


def notify(
    world: World,
    *,
    by: str = roles.JOBS,
    person: str = "",
    body: str = "",
    role: str = "",
    group: str = "",
    posted_by: str = "",
) -> Any:
    """This function will insert a notice."""
    values = [
        world.viewer(person).person_id if person else None,
        world.organization(body).pk if body else None,
        role,
        world.class_groups[group].pk if group else None,
        world.organization(posted_by).pk if posted_by else None,
    ]
    return run(world, by, NOTICE, values)


def noticed(world: World) -> list[str]:
    """This function will return who reads a notice."""
    return [who for who in EVERYBODY if run(world, who, "select count(*) from inbox_notice")[0][0]]


def test_a_notice_is_read_by_whom_it_is_for(world: World) -> None:
    notify(world, person="citizen")
    assert noticed(world) == ["citizen"]
    notify(world, body="district", role="head")
    assert noticed(world) == ["head", "citizen"]
    notify(world, body="school", role="homeroom_teacher", group="class_2")
    assert noticed(world) == ["head", "colleague", "citizen"]
    for query in ("update inbox_notice set title = ''", "delete from inbox_notice"):
        with pytest.raises(ProgrammingError, match="permission denied"):
            run(world, "head", query)


def test_a_notice_is_posted_for_ones_own_body(world: World) -> None:
    notify(world, by="office_officer", person="teacher", posted_by="office")
    for posted_by in ("other_office", ""):
        with pytest.raises(ProgrammingError, match=REFUSED):
            notify(world, by="office_officer", person="teacher", posted_by=posted_by)


def test_reading_is_ones_own(world: World) -> None:
    notify(world, person="teacher")
    notify(world, person="citizen")
    numbers = dict(run(world, roles.JOBS, "select person_id, id from inbox_notice"))
    teacher, citizen = (world.viewer(who).person_id for who in ("teacher", "citizen"))
    insert = (
        "insert into inbox_noticereading (notice_id, person_id, read_at) values (%s, %s, now())"
    )
    assert run(world, "teacher", insert, [numbers[teacher], teacher]) == 1
    for values in ([numbers[citizen], teacher], [numbers[citizen], citizen]):
        with pytest.raises(ProgrammingError, match=REFUSED):
            run(world, "teacher", insert, values)
    read = "select count(*) from inbox_noticereading"
    assert run(world, "teacher", read) == [(1,)]
    assert run(world, "citizen", read) == [(0,)]
    assert run(world, roles.JOBS, read) == [(1,)]
    assert run(world, roles.JOBS, "delete from inbox_noticereading") == 1
    assert run(world, roles.JOBS, "update inbox_notice set spread_at = now()") == 2
    assert run(world, roles.JOBS, "delete from inbox_notice") == 2


def test_a_choice_is_ones_own(world: World) -> None:
    insert = "insert into inbox_mailpreference values (%s, 'none', '20:00', '08:00', true)"
    teacher, citizen = (world.viewer(who).person_id for who in ("teacher", "citizen"))
    assert run(world, "teacher", insert, [teacher]) == 1
    with pytest.raises(ProgrammingError, match=REFUSED):
        run(world, "teacher", insert, [citizen])
    change = "update inbox_mailpreference set choice = 'digest'"
    assert (run(world, "teacher", change), run(world, "citizen", change)) == (1, 0)
    read = "select count(*) from inbox_mailpreference"
    assert [run(world, who, read)[0][0] for who in ("teacher", "citizen", roles.JOBS)] == [1, 0, 1]


def test_mailings_are_the_jobs_own(world: World, now: datetime) -> None:
    post(world, now)
    plan = """insert into inbox_mailing (person_id, task_id, occasion, due_at)
        select %s, id, 'new', now() from inbox_task"""
    assert run(world, roles.JOBS, plan, [world.viewer("teacher").person_id]) == 1
    assert run(world, roles.JOBS, "select occasion from inbox_mailing") == [("new",)]
    assert run(world, roles.JOBS, "update inbox_mailing set mailed_at = now()") == 1
    for who in ("teacher", "superintendent", roles.IDENTITY, roles.PUBLIC):
        with pytest.raises(ProgrammingError, match="permission denied"):
            run(world, who, "select 1 from inbox_mailing")
    assert run(world, roles.JOBS, "delete from inbox_mailing") == 1
