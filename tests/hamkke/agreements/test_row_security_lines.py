"""Approval lines attacked by SQL in the runtime role: each policy by a test of its own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db.utils import IntegrityError, ProgrammingError

from hamkke.agreements.actions.approve_agreement import approve_agreement
from hamkke.database import roles
from tests.hamkke.agreements.conftest import Way
from tests.hamkke.agreements.test_guard import FAKE, UPDATE
from tests.hamkke.agreements.test_row_security import OTHERS, PARTIES, REFUSED, count, run
from tests.world import TODAY

OFFICER, CHIEF, HEAD = "district_officer", "district_chief", "head"


def insert(way: Way, who: str, table: str, **row: Any) -> Any:
    marks = ", ".join(["%s"] * len(row))
    query = f"insert into agreements_{table} ({', '.join(row)}) values ({marks})"
    return run(way, who, query, list(row.values()))


def step(way: Way, who: str, number: int, **changes: Any) -> Any:
    viewer = way.viewer(who)
    row = {
        "agreement_id": number,
        "submission": 1,
        "organization_id": viewer.organization_id,
        "person_id": viewer.person_id,
        "person_name": "",
        "place": 1,
        "part": "draft",
        "role": "officer",
    }
    return insert(way, who, "linestep", **row | changes)


def take(way: Way, who: str, number: int, **changes: Any) -> Any:
    viewer = way.viewer(who)
    row = {
        "agreement_id": number,
        "submission": 1,
        "organization_id": viewer.organization_id,
        "person_id": viewer.person_id,
        "person_name": "",
        "place": 2,
        "part": "decide",
        "manner": "",
        "approved_at": way.now,
    }
    return insert(way, who, "approval", **row | changes)


def stand(way: Way, who: str, manner: str, person: str, deputy: str, **changes: Any) -> Any:
    viewer = way.viewer(who)
    row = {
        "organization_id": viewer.organization_id,
        "manner": manner,
        "person_id": way.viewer(person).person_id,
        "person_name": "",
        "deputy_id": way.viewer(deputy).person_id,
        "deputy_name": "",
        "valid_from": TODAY,
        "valid_until": TODAY,
        "entered_by_id": viewer.person_id,
        "entered_at": way.now,
    }
    return insert(way, who, "standin", **row | changes)


def only(way: Way, who: str) -> int:
    return int(run(way, who, "select max(id) from agreements_standin")[0][0])


def test_officers_lay(way: Way) -> None:
    number = way.to("submitted")
    other = way.viewer("office_officer")
    for changes in (
        {"organization_id": other.organization_id},
        {"person_id": other.person_id},
        {"person_id": way.viewer(CHIEF).person_id},
        {"submission": 2},
        {"part": "decide", "place": 2, "person_id": other.person_id},
        {"part": "decide", "place": 2, "person_id": way.viewer("teacher").person_id},
        {"part": "review", "place": 2, "person_id": way.viewer(HEAD).person_id, "role": "head"},
    ):
        with pytest.raises(ProgrammingError, match=REFUSED):
            step(way, OFFICER, number, **changes)
    for who in (HEAD, "superintendent", "city_officer", "other_district_officer", "teacher"):
        with pytest.raises(ProgrammingError, match=REFUSED):
            step(way, who, number)
    assert step(way, OFFICER, number) == 1


@pytest.mark.parametrize("state", ["approving", "half_approved", "signing"])
def test_a_line_gains_no_step_once_it_is_begun(way: Way, state: str) -> None:
    number = way.to(state)
    with pytest.raises(ProgrammingError, match=REFUSED):
        step(way, CHIEF, number, part="review", place=3)


def test_no_decision_before_a_review(way: Way) -> None:
    number = way.to("submitted")
    chief = way.viewer(CHIEF).person_id
    head = way.viewer(HEAD).person_id
    way.lay(OFFICER, number, reviewers=[chief], decider=head)
    with pytest.raises(ProgrammingError, match=REFUSED):
        take(way, HEAD, number, place=3)
    assert take(way, CHIEF, number, part="review") == 1
    assert take(way, HEAD, number, place=3) == 1


def test_a_review_behind_the_decider_holds_the_decision(way: Way) -> None:
    number = way.to("submitted")
    step(way, OFFICER, number)
    step(
        way,
        *(OFFICER, number),
        part="decide",
        place=2,
        person_id=way.viewer(HEAD).person_id,
        role="head",
    )
    step(way, OFFICER, number, part="review", place=3, person_id=way.viewer(CHIEF).person_id)
    assert take(way, OFFICER, number, place=1, part="draft") == 1
    with pytest.raises(ProgrammingError, match=REFUSED):
        take(way, HEAD, number)


def own_draft(way: Way) -> int:
    """A line whose drafter is its decider, as no action lays it without a delegation."""
    number = way.to("submitted")
    step(way, OFFICER, number)
    step(way, OFFICER, number, part="decide", place=2)
    take(way, OFFICER, number, place=1, part="draft")
    return number


def test_who_drafted_does_not_decide(way: Way) -> None:
    number = own_draft(way)
    with pytest.raises(ProgrammingError, match=REFUSED):
        take(way, OFFICER, number)
    stand(way, CHIEF, "delegated", CHIEF, OFFICER)
    with pytest.raises(ProgrammingError, match=REFUSED):
        take(way, OFFICER, number)
    with pytest.raises(ProgrammingError, match=REFUSED):
        take(way, OFFICER, number, manner="acting", stand_in_id=only(way, OFFICER))
    assert take(way, OFFICER, number, manner="delegated", stand_in_id=only(way, OFFICER)) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"valid_from": TODAY - timedelta(days=2), "valid_until": TODAY - timedelta(days=1)},
        {"valid_from": TODAY + timedelta(days=1), "valid_until": TODAY + timedelta(days=2)},
    ],
)
def test_a_power_ends_with_its_days(way: Way, changes: dict[str, Any]) -> None:
    number = own_draft(way)
    stand(way, CHIEF, "delegated", CHIEF, OFFICER, **changes)
    with pytest.raises(ProgrammingError, match=REFUSED):
        take(way, OFFICER, number, manner="delegated", stand_in_id=only(way, OFFICER))


def test_a_deputy_needs_an_absence_and_another_draft(way: Way) -> None:
    number = way.to("submitted")
    way.lay(OFFICER, number, decider=way.viewer(HEAD).person_id)
    with pytest.raises(ProgrammingError, match=REFUSED):
        take(way, CHIEF, number)
    stand(way, OFFICER, "acting", HEAD, OFFICER)
    with pytest.raises(ProgrammingError, match=REFUSED):
        take(way, OFFICER, number, manner="acting", stand_in_id=only(way, OFFICER))
    stand(way, OFFICER, "acting", HEAD, CHIEF)
    assert take(way, CHIEF, number, manner="acting", stand_in_id=only(way, CHIEF)) == 1


def test_own_body_enters(way: Way) -> None:
    for who, manner, person, deputy in (
        (OFFICER, "delegated", HEAD, OFFICER),
        (OFFICER, "acting", HEAD, "office_officer"),
        (OFFICER, "acting", "office_officer", OFFICER),
        ("teacher", "acting", "teacher", "colleague"),
    ):
        with pytest.raises(ProgrammingError, match=REFUSED):
            stand(way, who, manner, person, deputy)
    for changes in (
        {"organization_id": way.viewer("office_officer").organization_id},
        {"entered_by_id": way.viewer(HEAD).person_id},
        {"ended_at": way.now},
    ):
        with pytest.raises(ProgrammingError, match=REFUSED):
            stand(way, OFFICER, "acting", HEAD, CHIEF, **changes)
    assert stand(way, OFFICER, "acting", HEAD, CHIEF) == 1


def test_own_body_reads_stand_ins(way: Way) -> None:
    stand(way, HEAD, "delegated", HEAD, OFFICER)
    for who in (OFFICER, CHIEF, HEAD):
        assert count(way, who, "standin") == 1
    for who in ("office_officer", "city_officer", "superintendent", *OTHERS):
        assert count(way, who, "standin") == 0


def test_own_body_ends(way: Way) -> None:
    stand(way, HEAD, "delegated", HEAD, OFFICER)
    end = "update agreements_standin set ended_at = now()"
    for who in (OFFICER, CHIEF, "office_officer", "teacher"):
        assert run(way, who, end) == 0
    with pytest.raises(ProgrammingError, match="permission denied"):
        run(way, HEAD, "update agreements_standin set valid_until = valid_until + 9")
    assert run(way, HEAD, end) == 1
    assert run(way, HEAD, end) == 0
    stand(way, HEAD, "acting", HEAD, CHIEF)
    assert run(way, "office_officer", end) == 0
    assert run(way, OFFICER, end) == 1


def test_heads_decide(way: Way) -> None:
    number = way.to("submitted")
    back = f"{UPDATE} state = 'draft'"
    assert run(way, HEAD, back) == 0
    way.lay(OFFICER, number, decider=way.viewer(HEAD).person_id)
    assert run(way, "other_head", back) == 0
    assert run(way, HEAD, back) == 1


def test_who_is_not_next_sends_nothing_back(way: Way) -> None:
    number = way.to("approving")
    way.act(CHIEF, approve_agreement, agreement_id=number, version=2)
    back = f"{UPDATE} state = 'draft'"
    for who in (OFFICER, CHIEF):
        with pytest.raises(IntegrityError, match="not your turn"):
            run(way, who, back)
    assert run(way, "office_officer", back) == 1


def test_nothing_is_frozen_before_both_lines_are_through(way: Way) -> None:
    number = way.to("half_approved")
    with pytest.raises(IntegrityError, match="not decided by both lines"):
        run(way, "office_officer", f"{UPDATE} state = 'signing', {FAKE}")
    assert way.row(number).state == "approving"


def type_number(way: Way, who: str, number: int, **changes: Any) -> Any:
    viewer = way.viewer(who)
    row = {
        "agreement_id": number,
        "submission": 1,
        "organization_id": viewer.organization_id,
        "person_id": viewer.person_id,
        "person_name": "",
        "number": "교육지원과-1",
        "document_date": TODAY,
        "entered_at": way.now,
    }
    return insert(way, who, "officenumber", **row | changes)


def test_line_enters(way: Way) -> None:
    number = way.to("approving")
    other = way.viewer("office_officer")
    for changes in (
        {"organization_id": other.organization_id},
        {"person_id": other.person_id},
        {"submission": 2},
    ):
        with pytest.raises(ProgrammingError, match=REFUSED):
            type_number(way, OFFICER, number, **changes)
    for who in (HEAD, "city_officer", "superintendent", "other_district_officer"):
        with pytest.raises(ProgrammingError, match=REFUSED):
            type_number(way, who, number)
    assert type_number(way, CHIEF, number) == 1


def test_numbers_are_public_with_the_agreement(way: Way) -> None:
    number = way.to("half_signed")
    type_number(way, OFFICER, number)
    assert {who: count(way, who, "officenumber") for who in PARTIES} == dict.fromkeys(PARTIES, 1)
    for who in (roles.PUBLIC, *OTHERS):
        assert count(way, who, "officenumber") == 0
    way.sign("head", number)
    for who in (roles.PUBLIC, *OTHERS):
        assert count(way, who, "officenumber") == 1
    with pytest.raises(ProgrammingError, match=REFUSED):
        type_number(way, "office_officer", number)
    with pytest.raises(ProgrammingError, match="permission denied"):
        run(way, roles.PUBLIC, "select person_name from agreements_officenumber")


def test_steps_taken_are_public_with_the_agreement(way: Way) -> None:
    number = way.to("half_signed")
    assert count(way, roles.PUBLIC, "approval") == 0
    way.sign("head", number)
    for who in (roles.PUBLIC, *OTHERS):
        assert count(way, who, "approval") == 4


@pytest.mark.parametrize(
    "query",
    [
        "select 1 from agreements_linestep",
        "select 1 from agreements_standin",
        "select * from agreements_steps_due(current_date)",
    ],
)
def test_the_public_is_refused(way: Way, query: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        run(way, roles.PUBLIC, query)
