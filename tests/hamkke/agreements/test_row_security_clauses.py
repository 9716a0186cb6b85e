"""What PostgreSQL lets through of standards and clauses, each policy by a test of its own."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db.utils import IntegrityError, ProgrammingError

from hamkke.agreements.actions.accept_proposal import accept_proposal
from hamkke.agreements.actions.begin_standard import begin_standard
from hamkke.agreements.actions.comment_on_clause import comment_on_clause
from hamkke.agreements.actions.consent_to_deviation import consent_to_deviation
from hamkke.database import roles
from tests.hamkke.agreements.conftest import Way
from tests.hamkke.agreements.test_row_security import (
    OTHERS,
    PARTIES,
    REFUSED,
    count,
    draft_by_sql,
    run,
)

DISTRICT, OFFICE, KEEPER = "district_officer", "office_officer", "city_officer"
WRITERS = (DISTRICT, OFFICE, "superintendent", "teacher")


def insert(way: Way, who: str, table: str, **values: Any) -> Any:
    marks = ", ".join(["%s"] * len(values))
    query = f"insert into agreements_{table} ({', '.join(values)}) values ({marks})"
    return run(way, who, query, list(values.values()))


def deed(way: Way, who: str) -> dict[str, Any]:
    viewer = way.viewer(who)
    return {
        "organization_id": viewer.organization_id,
        "person_id": viewer.person_id,
        "person_name": viewer.name,
    }


# The standard ------------------------------------------------------------------------------------


def _begin(way: Way, who: str, **changes: Any) -> Any:
    values = {
        "edition": 7,
        "state": "draft",
        "note": "",
        "created_by_id": way.viewer(who).person_id,
        "created_at": way.now,
    } | changes
    return insert(way, who, "standard", **values)


def test_keepers_begin(way: Way) -> None:
    for who in WRITERS:
        with pytest.raises(ProgrammingError, match=REFUSED):
            _begin(way, who)
    with pytest.raises(ProgrammingError, match=REFUSED):
        _begin(way, KEEPER, created_by_id=way.viewer("head").person_id)
    with pytest.raises((ProgrammingError, IntegrityError)):
        _begin(way, KEEPER, state="issued", issued_at=way.now)
    assert _begin(way, KEEPER) == 1


def test_a_standard_being_written_is_its_keepers(way: Way) -> None:
    way.act(KEEPER, begin_standard)
    assert count(way, KEEPER, "standard") == 1
    for who in (*WRITERS, roles.PUBLIC, roles.JOBS):
        assert count(way, who, "standard") == 0


def test_an_issued_standard_is_everybodys(way: Way) -> None:
    way.standard()
    for who in (KEEPER, *WRITERS, "citizen", roles.PUBLIC, roles.JOBS):
        assert count(way, who, "standard") == 1
        assert count(way, who, "standardclause") == 9


def test_keepers_issue(way: Way) -> None:
    way.act(KEEPER, begin_standard)
    query = "update agreements_standard set state = 'issued', issued_at = now()"
    for who in WRITERS:
        assert run(way, who, query) == 0
    assert run(way, KEEPER, query) == 1
    assert run(way, KEEPER, query) == 0


def test_keepers_write_its_clauses(way: Way) -> None:
    way.standard()
    number = way.act(KEEPER, begin_standard)
    clause = {
        "standard_id": number,
        "key": uuid.uuid4(),
        "place": 99,
        "level": 1,
        "heading": "몰래",
        "text": "",
        "optional": False,
        "reserved": False,
        "version": 1,
    }
    for who in WRITERS:
        with pytest.raises(ProgrammingError, match=REFUSED):
            insert(way, who, "standardclause", **clause)
        assert run(way, who, "update agreements_standardclause set heading = '몰래'") == 0
        assert run(way, who, "delete from agreements_standardclause") == 0
        assert count(way, who, "standardclause") == 9
    assert insert(way, KEEPER, "standardclause", **clause) == 1
    assert run(way, KEEPER, "update agreements_standardclause set version = 2") == 10
    assert run(way, KEEPER, "delete from agreements_standardclause") == 10


def test_a_draft_sets_out_from_the_newest_standard(way: Way) -> None:
    way.standard()
    with pytest.raises(ProgrammingError, match=REFUSED):
        draft_by_sql(way, DISTRICT)


# Clauses -----------------------------------------------------------------------------------------


@pytest.fixture
def draft(way: Way) -> int:
    way.standard()
    return way.to("draft")


def test_clauses_are_the_parties(way: Way, draft: int) -> None:
    assert {who: count(way, who, "agreementclause") for who in PARTIES} == dict.fromkeys(PARTIES, 9)
    for who in (*OTHERS, roles.PUBLIC, roles.JOBS):
        assert count(way, who, "agreementclause") == 0


def test_the_public_reads_the_text_and_no_more(way: Way, draft: int) -> None:
    way.fill(draft)
    way.walk_on(draft)
    for who in ("teacher", "citizen", roles.PUBLIC, roles.JOBS):
        assert count(way, who, "agreementclause") == 8
    assert count(way, DISTRICT, "agreementclause") == 9
    for table in ("proposal", "clausecomment", "consent"):
        assert count(way, "teacher", table) == 0
        with pytest.raises(ProgrammingError, match="permission denied"):
            count(way, roles.PUBLIC, table)


def test_a_standard_is_taken_once_by_who_drafted(way: Way, draft: int) -> None:
    for who in (DISTRICT, OFFICE, KEEPER, "teacher"):
        with pytest.raises(ProgrammingError, match="takes no standard"):
            run(way, who, "select agreements_take_standard(%s)", [draft])
    with pytest.raises(ProgrammingError, match="permission denied"):
        run(way, roles.PUBLIC, "select agreements_take_standard(%s)", [draft])


def _add(way: Way, who: str, draft: int, **changes: Any) -> Any:
    values = {
        "agreement_id": draft,
        "key": uuid.uuid4(),
        "place": 0.5,
        "level": 1,
        "heading": "",
        "text": "",
        "optional": False,
        "reserved": False,
        "is_in": False,
        "standard_heading": "",
        "standard_text": "",
        "version": 1,
    } | changes
    return insert(way, who, "agreementclause", **values)


def test_sides_add_only_what_is_empty(way: Way, draft: int) -> None:
    for changes in (
        {"is_in": True, "text": "몰래"},
        {"text": "몰래"},
        {"standard_text": "몰래"},
        {"reserved": True},
        {"version": 2},
    ):
        with pytest.raises(ProgrammingError, match=REFUSED):
            _add(way, DISTRICT, draft, **changes)
    for who in (KEEPER, "head", "other_district_officer"):
        # Who sees nothing of the draft is stopped by the guard, others by the policy.
        with pytest.raises((ProgrammingError, IntegrityError)):
            _add(way, who, draft)
    assert _add(way, DISTRICT, draft) == 1


def test_only_what_the_other_side_accepted_is_written(way: Way, draft: int) -> None:
    clause = way.clause(draft, heading="목적")
    way.propose(DISTRICT, clause, text="우리끼리 정한다.")
    query = (
        "update agreements_agreementclause set text = '우리끼리 정한다.', version = version + 1"
        " where heading = '목적'"
    )
    for who in (DISTRICT, OFFICE):
        with pytest.raises(IntegrityError, match="did not accept"):
            run(way, who, query)
    _answer(way, OFFICE, "accepted")
    for who in (KEEPER, "head", "superintendent", "other_district_officer"):
        assert run(way, who, query) == 0
    assert run(way, OFFICE, query) == 1
    with pytest.raises(IntegrityError, match="did not accept"):
        run(way, OFFICE, query)


def _propose(way: Way, who: str, clause: int, **changes: Any) -> Any:
    values = {
        "clause_id": clause,
        "clause_version": 1,
        "heading": "목적",
        "text": "다르게 함께한다.",
        "is_in": True,
        "reason": "",
        "state": "open",
        "made_at": way.now,
        "closed_name": "",
        **deed(way, who),
    } | changes
    return insert(way, who, "proposal", **values)


def test_own_side_proposes(way: Way, draft: int) -> None:
    clause = way.clause(draft, heading="목적").pk
    for changes in (
        deed(way, OFFICE),
        {"clause_version": 2},
        {"person_id": deed(way, OFFICE)["person_id"]},
    ):
        with pytest.raises(ProgrammingError, match=REFUSED):
            _propose(way, DISTRICT, clause, **changes)
    closed = {
        "state": "accepted",
        "closed_at": way.now,
        "closed_organization_id": deed(way, OFFICE)["organization_id"],
        "closed_person_id": deed(way, OFFICE)["person_id"],
    }
    with pytest.raises(ProgrammingError, match=REFUSED):
        _propose(way, DISTRICT, clause, **closed)
    for who in (KEEPER, "head", "superintendent", "other_district_officer", "teacher"):
        with pytest.raises(ProgrammingError, match=REFUSED):
            _propose(way, who, clause)
    assert _propose(way, DISTRICT, clause) == 1


def _answer(way: Way, who: str, state: str, **changes: Any) -> Any:
    mine = deed(way, who) | changes
    query = (
        "update agreements_proposal set state = %s, closed_at = now(), closed_name = '',"
        " closed_organization_id = %s, closed_person_id = %s"
    )
    return run(way, who, query, [state, mine["organization_id"], mine["person_id"]])


def test_sides_answer(way: Way, draft: int) -> None:
    way.propose(DISTRICT, way.clause(draft, heading="목적"), text="다르게 함께한다.")
    theirs = {"organization_id": deed(way, OFFICE)["organization_id"]}
    for who, state, changes in (
        (DISTRICT, "accepted", {}),
        (DISTRICT, "countered", {}),
        (DISTRICT, "accepted", theirs),
        (OFFICE, "withdrawn", {}),
        (OFFICE, "accepted", {"person_id": deed(way, DISTRICT)["person_id"]}),
    ):
        with pytest.raises(ProgrammingError, match=REFUSED):
            _answer(way, who, state, **changes)
    for who in (KEEPER, "head", "superintendent", "other_district_officer", "teacher"):
        assert _answer(way, who, "accepted") == 0
    assert _answer(way, OFFICE, "accepted") == 1
    assert _answer(way, DISTRICT, "withdrawn") == 0


def test_what_was_proposed_said_and_consented_is_the_parties(way: Way, draft: int) -> None:
    clause = way.clause(draft, heading="기간")
    proposal = way.propose(DISTRICT, clause, text="3년으로 한다.")
    way.answer(OFFICE, accept_proposal, clause, proposal)
    numbers = {"agreement_id": draft, "clause_id": clause.pk}
    way.act("head", comment_on_clause, text="좋습니다.", **numbers)
    way.act(KEEPER, consent_to_deviation, version=2, **numbers)
    for table in ("proposal", "clausecomment", "consent"):
        assert {who: count(way, who, table) for who in PARTIES} == dict.fromkeys(PARTIES, 1)
        assert {who: count(way, who, table) for who in OTHERS} == dict.fromkeys(OTHERS, 0)


def test_parties_comment(way: Way, draft: int) -> None:
    clause = way.clause(draft, heading="목적").pk
    said = {"clause_id": clause, "text": "보았다.", "written_at": way.now}
    with pytest.raises(ProgrammingError, match=REFUSED):
        insert(way, DISTRICT, "clausecomment", **said, **deed(way, OFFICE))
    for who in ("other_district_officer", "teacher"):
        with pytest.raises(ProgrammingError, match=REFUSED):
            insert(way, who, "clausecomment", **said, **deed(way, who))
    assert insert(way, KEEPER, "clausecomment", **said, **deed(way, KEEPER)) == 1
    way.fill(draft)
    way.walk_on(draft)
    with pytest.raises(ProgrammingError, match=REFUSED):
        insert(way, DISTRICT, "clausecomment", **said, **deed(way, DISTRICT))


def test_the_metropolitan_office_consents(way: Way, draft: int) -> None:
    reserved, free = (way.clause(draft, heading=word).pk for word in ("기간", "목적"))

    def consent(who: str, clause: int, **changes: Any) -> Any:
        values = {"clause_id": clause, "clause_version": 1, "given_at": way.now}
        return insert(way, who, "consent", **values | deed(way, who) | changes)

    for who in (DISTRICT, OFFICE, "superintendent", "other_district_officer"):
        with pytest.raises(ProgrammingError, match=REFUSED):
            consent(who, reserved)
    for clause, changes in (
        (free, {}),
        (reserved, {"clause_version": 2}),
        (reserved, {"person_id": deed(way, DISTRICT)["person_id"]}),
    ):
        with pytest.raises(ProgrammingError, match=REFUSED):
            consent(KEEPER, clause, **changes)
    assert consent(KEEPER, reserved) == 1
