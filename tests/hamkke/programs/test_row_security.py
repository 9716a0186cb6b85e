"""Policies and guards of programs, straight in SQL: dropping any one turns a test red."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from django.db import connection
from django.db.utils import DatabaseError, IntegrityError, ProgrammingError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.programs.models import Program
from hamkke.programs.rules.permissions import may_see, visible_to
from tests.hamkke.programs.conftest import STATES, Way
from tests.world import World

pytestmark = pytest.mark.django_db

DENIED = "row-level security|permission denied"
EVERYBODY = (
    "superintendent",
    "city_officer",
    "office_officer",
    "other_office_officer",
    "district_officer",
    "other_district_officer",
    "head",
    "other_head",
    "teacher",
    "student",
    "parent",
    "manager",
    "other_manager",
    "citizen",
)
PARTIES = {
    "superintendent",
    "city_officer",
    "office_officer",
    "district_officer",
    "head",
    "manager",
}
CHILD_TABLES = ("programs_programsession", "programs_programsearch")
PRIVATE_TABLES = ("programs_programstep", "programs_programapproval")


def _sql(way: Way, who: str, query: str, values: Sequence[Any] = ()) -> int:
    """This function will run SQL as a viewer in the work role; returns the rows it touched."""
    with (
        acting_as(roles.WORK, way.viewer(who).identity),
        connection.cursor() as cursor,
    ):
        cursor.execute(query, values)
        return cursor.rowcount


def _count(way: Way, who: str, table: str, program_id: int) -> int:
    column = "id" if table == "programs_program" else "program_id"
    return _sql(way, who, f"select 1 from {table} where {column} = %s", [program_id])


def _role_count(role: str, table: str) -> int:
    with acting_as(role), connection.cursor() as cursor:
        cursor.execute(f"select 1 from {table}")
        return cursor.rowcount


# Reading ------------------------------------------------------------------------------------
@pytest.mark.parametrize("table", ["programs_program", *CHILD_TABLES])
def test_the_public_and_jobs_read_what_is_published(way: Way, table: str) -> None:
    way.to("half_approved")
    for role in (roles.PUBLIC, roles.JOBS, roles.WORK):
        assert _role_count(role, table) == 0
    way.to("published")
    for role in (roles.PUBLIC, roles.JOBS, roles.WORK):
        assert _role_count(role, table) == 1


@pytest.mark.parametrize("table", ["programs_program", *CHILD_TABLES])
def test_everybody_who_signed_in_reads_what_is_published(way: Way, table: str) -> None:
    number = way.to("published")
    for who in EVERYBODY:
        assert _count(way, who, table, number) == 1, who


@pytest.mark.parametrize("table", ["programs_program", *CHILD_TABLES])
def test_a_draft_is_read_by_its_venue_alone(way: Way, table: str) -> None:
    number = way.to("draft")
    readers = {who for who in EVERYBODY if _count(way, who, table, number)}
    assert readers == {"manager"}


@pytest.mark.parametrize("table", ["programs_program", *CHILD_TABLES])
def test_what_is_submitted_is_read_by_all_who_work_for_the_district(way: Way, table: str) -> None:
    number = way.to("submitted")
    readers = {who for who in EVERYBODY if _count(way, who, table, number)}
    assert readers == PARTIES


@pytest.mark.parametrize("table", PRIVATE_TABLES)
def test_steps_and_approvals_are_read_by_those_concerned(way: Way, table: str) -> None:
    number = way.to("published")
    readers = {who for who in EVERYBODY if _count(way, who, table, number)}
    assert readers == PARTIES
    for role in (roles.PUBLIC, roles.JOBS):
        with pytest.raises(ProgrammingError, match="permission denied"):
            _role_count(role, table)


@pytest.mark.parametrize("column", ["created_by_id", "created_at", "changed_at"])
def test_the_public_does_not_learn_who_wrote_it(way: Way, column: str) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        acting_as(roles.PUBLIC),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"select {column} from programs_program")


def test_support_and_identity_read_nothing(way: Way) -> None:
    for role in (roles.SUPPORT, roles.IDENTITY):
        with pytest.raises(ProgrammingError, match="permission denied"):
            _role_count(role, "programs_program")


# Offering -----------------------------------------------------------------------------------
def _insert(way: Way, who: str, **changes: Any) -> int:
    world = way.world
    values = {
        "agreement_pillar_id": way.pillars[""][0],
        "district_id": world.organization("district").pk,
        "education_office_id": world.organization("office").pk,
        "venue_id": world.organization("venue").pk,
        "title": "이름",
        "summary": "소개",
        "description": "내용",
        "preparation": "",
        "cost": 0,
        "level": "elementary",
        "grade_from": 1,
        "grade_to": 2,
        "state": "draft",
        "version": 1,
        "submission": 0,
        "created_by_id": way.viewer(who).person_id,
        "created_at": way.now,
        "changed_at": way.now,
    } | changes
    names = ", ".join(values)
    marks = ", ".join(["%s"] * len(values))
    return _sql(
        way,
        who,
        f"insert into programs_program ({names}) values ({marks})",
        list(values.values()),
    )


def test_a_venue_inserts_its_own_draft(way: Way) -> None:
    assert _insert(way, "manager") == 1


@pytest.mark.parametrize("who", sorted(set(EVERYBODY) - {"manager"}))
def test_nobody_else_inserts_for_the_venue(way: Way, who: str) -> None:
    with pytest.raises(ProgrammingError, match=DENIED):
        _insert(way, who)


def test_nothing_is_inserted_past_the_start_or_in_anothers_name(two_districts: Way) -> None:
    way, world = two_districts, two_districts.world
    for changes in (
        {"state": "submitted"},
        {"state": "published", "published_at": way.now},
        {"version": 2},
        {"submission": 1},
        {"created_by_id": way.viewer("teacher").person_id},
        {"venue_id": world.organization("other_venue").pk},
        {"district_id": world.organization("other_district").pk},
        {"agreement_pillar_id": way.pillars["other_"][0]},
        {"education_office_id": world.organization("other_office").pk},
    ):
        with pytest.raises(ProgrammingError, match=DENIED):
            _insert(way, "manager", **changes)


# Changing -----------------------------------------------------------------------------------
UPDATE = "update programs_program set {}, version = version + 1 where id = %s"


def _update(way: Way, who: str, number: int, what: str) -> int:
    return _sql(way, who, UPDATE.format(what), [number])


def test_the_venue_changes_its_draft_and_nobody_else(way: Way) -> None:
    number = way.to("draft")
    assert _update(way, "manager", number, "title = '새 이름'") == 1
    for who in sorted(set(EVERYBODY) - {"manager"}):
        assert _update(way, who, number, "title = '남의 이름'") == 0, who


SIDES = ("district_officer", "office_officer")


@pytest.mark.parametrize("state", STATES[1:])
def test_nobody_changes_the_text_out_of_the_venues_hands(way: Way, state: str) -> None:
    number = way.to(state)
    for who in EVERYBODY:
        if who in SIDES and state != "published":
            with pytest.raises(IntegrityError, match="hands only"):
                _update(way, who, number, "title = '몰래'")
        else:
            assert _update(way, who, number, "title = '몰래'") == 0, who


@pytest.mark.parametrize("state", ["submitted", "half_approved"])
def test_nobody_publishes_without_both_approvals(way: Way, state: str) -> None:
    number = way.to(state)
    publish = "state = 'published', published_at = now()"
    for who in EVERYBODY:
        if who in SIDES:
            with pytest.raises(IntegrityError, match="not approved by both sides"):
                _update(way, who, number, publish)
        else:
            assert _update(way, who, number, publish) == 0, who


def test_an_officer_of_a_side_decides_and_nobody_else(way: Way) -> None:
    number = way.to("submitted")
    for who in sorted(set(EVERYBODY) - {"district_officer", "office_officer"}):
        assert _update(way, who, number, "state = 'returned'") == 0, who
    assert _update(way, "office_officer", number, "state = 'returned'") == 1


def test_an_officer_does_not_hand_the_program_to_the_venue_as_a_draft(way: Way) -> None:
    number = way.to("submitted")
    with pytest.raises(DatabaseError, match=f"{DENIED}|does not follow"):
        _update(way, "district_officer", number, "state = 'draft'")


def test_the_venue_skips_no_state(way: Way) -> None:
    number = way.to("draft")
    for what in (
        "state = 'published', published_at = now()",
        "state = 'returned'",
        "submission = 5",
        "version = 7",
        "state = 'submitted', submission = 3",
        "state = 'submitted', submission = 1, title = '몰래'",
    ):
        with pytest.raises(DatabaseError):
            _update(way, "manager", number, what)


def test_columns_that_never_change_cannot(way: Way) -> None:
    number = way.to("draft")
    for what in ("venue_id = venue_id", "district_id = district_id", "created_by_id = 1"):
        with pytest.raises(ProgrammingError, match="permission denied"):
            _update(way, "manager", number, what)


def test_the_pillar_stays_one_of_the_districts(two_districts: Way) -> None:
    way = two_districts
    number = way.to("draft")
    foreign = way.pillars["other_"][0]
    with pytest.raises(IntegrityError, match="not a pillar"):
        _update(way, "manager", number, f"agreement_pillar_id = {foreign}")


def test_without_sessions_or_with_a_foreign_office_nothing_is_submitted(way: Way) -> None:
    submit = "state = 'submitted', submission = submission + 1"
    with pytest.raises(IntegrityError, match="nothing that could be approved"):
        _update(way, "manager", way.offer(sessions=[]), submit)
    other = way.world.organization("other_office").pk
    with pytest.raises(IntegrityError, match="nothing that could be approved"):
        _update(way, "manager", way.offer(), f"{submit}, education_office_id = {other}")


def test_an_officer_does_not_choose_the_office(way: Way) -> None:
    number = way.to("submitted")
    other = way.world.organization("other_office").pk
    with pytest.raises(IntegrityError, match="office changes"):
        _update(way, "district_officer", number, f"education_office_id = {other}")


def test_nobody_deletes_a_program(way: Way) -> None:
    number = way.to("draft")
    with pytest.raises(ProgrammingError, match="permission denied"):
        _sql(way, "manager", "delete from programs_program where id = %s", [number])


# Sessions and the searchable form -----------------------------------------------------------
ADD = """insert into programs_programsession
    (program_id, starts_at, ends_at, place, capacity, minimum)
    values (%s, now() + interval '3 days', now() + interval '3 days 1 hour', '뒷마당', 9, 1)"""
CHANGE = "update programs_programsession set capacity = 500 where program_id = %s"
REMOVE = "delete from programs_programsession where program_id = %s"
RENAME = "update programs_programsearch set title = '몰래' where program_id = %s"


def test_the_venue_writes_sessions_while_the_program_is_in_its_hands(way: Way) -> None:
    number = way.to("draft")
    assert _sql(way, "manager", ADD, [number]) == 1
    assert _sql(way, "manager", CHANGE, [number]) == 2
    assert _sql(way, "manager", RENAME, [number]) == 1
    assert _sql(way, "manager", REMOVE, [number]) == 2


@pytest.mark.parametrize("state", STATES)
def test_nobody_else_and_at_no_other_time(way: Way, state: str) -> None:
    number = way.to(state)
    for who in sorted(set(EVERYBODY) - ({"manager"} if state == "draft" else set())):
        with pytest.raises(ProgrammingError, match=DENIED):
            _sql(way, who, ADD, [number])
        for query in (CHANGE, REMOVE, RENAME):
            assert _sql(way, who, query, [number]) == 0, (who, query)


def test_the_searchable_form_is_added_by_the_venue_alone(way: Way) -> None:
    _insert(way, "manager")
    with acting_as(roles.OWNER):
        number = Program.objects.get(title="이름").pk
    add = (
        "insert into programs_programsearch (program_id, title, text, grams) values (%s,'','','{}')"
    )
    for who in ("other_manager", "district_officer", "teacher"):
        with pytest.raises(ProgrammingError, match=DENIED):
            _sql(way, who, add, [number])
    assert _sql(way, "manager", add, [number]) == 1


def test_a_session_does_not_move_to_another_program(way: Way) -> None:
    first, second = way.to("draft"), way.to("published")
    with pytest.raises(ProgrammingError, match="permission denied"):
        _sql(
            way,
            "manager",
            "update programs_programsession set program_id = %s where program_id = %s",
            [second, first],
        )


# Steps and approvals ------------------------------------------------------------------------
def _approve(way: Way, who: str, number: int, **changes: Any) -> int:
    values = {
        "program_id": number,
        "organization_id": way.viewer(who).organization_id,
        "person_id": way.viewer(who).person_id,
        "person_name": "이름",
        "submission": 1,
        "approved_at": way.now,
    } | changes
    names, marks = ", ".join(values), ", ".join(["%s"] * len(values))
    return _sql(
        way,
        who,
        f"insert into programs_programapproval ({names}) values ({marks})",
        list(values.values()),
    )


def test_an_approval_is_written_by_an_officer_for_the_own_side(way: Way) -> None:
    number = way.to("submitted")
    for who in ("manager", "head", "superintendent", "city_officer", "other_district_officer"):
        with pytest.raises(ProgrammingError, match=DENIED):
            _approve(way, who, number)
    office = way.world.organization("office").pk
    manager = way.viewer("manager").person_id
    for changes in ({"organization_id": office}, {"person_id": manager}, {"submission": 2}):
        with pytest.raises(ProgrammingError, match=DENIED):
            _approve(way, "district_officer", number, **changes)
    assert _approve(way, "district_officer", number) == 1
    with pytest.raises(IntegrityError, match="once_a_side"):
        _approve(way, "district_officer", number)


@pytest.mark.parametrize("state", ["draft", "published"])
def test_no_approval_before_or_after(way: Way, state: str) -> None:
    number = way.to(state)
    for submission in (0, 1):
        with pytest.raises(ProgrammingError, match=DENIED):
            _approve(way, "district_officer", number, submission=submission)


def _step(way: Way, who: str, number: int, **changes: Any) -> int:
    values = {
        "program_id": number,
        "organization_id": way.viewer(who).organization_id,
        "person_id": way.viewer(who).person_id,
        "person_name": "이름",
        "kind": "revised",
        "note": "",
        "done_at": way.now,
    } | changes
    names, marks = ", ".join(values), ", ".join(["%s"] * len(values))
    return _sql(
        way,
        who,
        f"insert into programs_programstep ({names}) values ({marks})",
        list(values.values()),
    )


def test_a_step_is_written_by_those_concerned_in_their_own_name(way: Way) -> None:
    number = way.to("published")
    assert _step(way, "manager", number) == 1
    for who in ("teacher", "citizen", "other_manager", "other_district_officer"):
        with pytest.raises(DatabaseError, match=f"{DENIED}|null value"):
            _step(way, who, number)
    for changes in (
        {"person_id": way.viewer("teacher").person_id},
        {"organization_id": way.world.organization("district").pk},
    ):
        with pytest.raises(ProgrammingError, match=DENIED):
            _step(way, "manager", number, **changes)


@pytest.mark.parametrize("table", PRIVATE_TABLES)
def test_what_was_done_stays_done(way: Way, table: str) -> None:
    way.to("published")
    for query in (f"update {table} set person_name = '남'", f"delete from {table}"):
        with pytest.raises(ProgrammingError, match="permission denied"):
            _sql(way, "district_officer", query)


@pytest.mark.parametrize(
    "table",
    ["programs_programevent", "programs_programsessionevent", "programs_programapprovalevent"],
)
def test_history_is_written_and_not_read(way: Way, table: str) -> None:
    way.to("published")
    for query in (f"select 1 from {table}", f"delete from {table}"):
        with pytest.raises(ProgrammingError, match="permission denied"):
            _sql(way, "district_officer", query)
    with acting_as(roles.OWNER), connection.cursor() as cursor:
        cursor.execute(f"select 1 from {table}")
        assert cursor.rowcount > 0


# Python's rules and PostgreSQL's say the same ------------------------------------------------
@given(st.data())
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_predicate_set_and_rows_agree(walked: Way, data: st.DataObject) -> None:
    viewer = walked.viewer(data.draw(st.sampled_from(EVERYBODY)))
    with acting_as(roles.OWNER):
        every = list(Program.objects.all())
    with acting_as(roles.WORK, viewer.identity):
        rows = set(Program.objects.values_list("pk", flat=True))
        chosen = set(Program.objects.filter(visible_to(viewer)).values_list("pk", flat=True))
        predicted = {program.pk for program in every if may_see(viewer, program)}
    assert rows == chosen == predicted


@pytest.fixture
def walked(two_districts: Way, world: World) -> Way:
    """A program in each state, in both districts, and one returned."""
    for prefix in ("", "other_"):
        for state in STATES:
            two_districts.to(state, prefix=prefix)
    two_districts.send_back(two_districts.to("half_approved"))
    return two_districts
