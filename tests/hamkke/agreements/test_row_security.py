"""What PostgreSQL lets through and what it keeps, each policy by a test of its own.

Everything here is SQL in the runtime roles: no action and no rule of Python stands before it.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from hamkke.agreements.actions.return_agreement import return_agreement
from hamkke.agreements.actions.submit_agreement import submit_agreement
from hamkke.database import roles
from hamkke.database.identity import acting_as
from tests.hamkke.agreements.conftest import Way

REFUSED = "row-level security"
PARTIES = (
    *("district_officer", "office_officer", "district_chief", "office_chief"),
    *("city_officer", "head", "superintendent"),
)
OTHERS = (
    "other_district_officer",
    "other_office_officer",
    "other_head",
    "teacher",
    "manager",
    "student",
    "parent",
    "citizen",
)


def run(way: Way, who: str, query: str, values: Any = None) -> Any:
    """This function will run SQL as a viewer, or as a bare role; rows or the count of changes."""
    role, identity = roles.WORK, None
    if who in {roles.PUBLIC, roles.JOBS}:
        role = who
    else:
        identity = way.viewer(who).identity
    # A savepoint of its own: what is refused must not spoil the test's transaction.
    with acting_as(role, identity), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def count(way: Way, who: str, table: str) -> int:
    return int(run(way, who, f"select count(id) from agreements_{table}")[0][0])


# Agreements ----------------------------------------------------------------------------------


@pytest.mark.parametrize("who", [roles.PUBLIC, roles.JOBS, "teacher", "citizen"])
def test_published_to_all(way: Way, who: str) -> None:
    way.to("half_signed")
    assert count(way, who, "agreement") == 0
    way.to("in_force", prefix="other_")
    assert count(way, who, "agreement") == 1


def test_parties_read_agreement(way: Way) -> None:
    way.to("draft")
    assert {who: count(way, who, "agreement") for who in PARTIES} == dict.fromkeys(PARTIES, 1)
    assert {who: count(way, who, "agreement") for who in OTHERS} == dict.fromkeys(OTHERS, 0)


def draft_by_sql(way: Way, who: str, **changes: Any) -> Any:
    world = way.world
    values = {
        "district_id": world.organization("district").pk,
        "education_office_id": world.organization("office").pk,
        "metropolitan_office_id": world.organization("city").pk,
        "title": "협약",
        "subtitle": "",
        "signing_date": "2025-09-27",
        "state": "draft",
        "version": 1,
        "submission": 0,
        "frozen_text": "",
        "content_hash": "",
        "created_by_id": way.viewer(who).person_id,
        "created_at": way.now,
        "changed_at": way.now,
    } | changes
    marks = ", ".join(["%s"] * len(values))
    query = f"insert into agreements_agreement ({', '.join(values)}) values ({marks})"
    return run(way, who, query, list(values.values()))


@pytest.mark.parametrize("who", ["district_officer", "office_officer"])
def test_officersdraft_by_sql(way: Way, who: str) -> None:
    assert draft_by_sql(way, who) == 1


@pytest.mark.parametrize(
    ("who", "changes"),
    [
        ("head", {}),
        ("city_officer", {}),
        ("other_district_officer", {}),
        ("teacher", {}),
        ("district_officer", {"state": "approving"}),
        ("district_officer", {"version": 2}),
        ("district_officer", {"submission": 1}),
    ],
)
def test_others_do_notdraft_by_sql(way: Way, who: str, changes: dict[str, Any]) -> None:
    with pytest.raises(ProgrammingError, match=REFUSED):
        draft_by_sql(way, who, **changes)


def test_nobody_drafts_in_anothers_name_or_with_an_office_that_does_not_cover(way: Way) -> None:
    world = way.world
    for changes in (
        {"created_by_id": way.viewer("head").person_id},
        {"education_office_id": world.organization("other_office").pk},
        {"metropolitan_office_id": world.organization("school").pk},
    ):
        with pytest.raises(ProgrammingError, match=REFUSED):
            draft_by_sql(way, "district_officer", **changes)


RETITLE = "update agreements_agreement set title = '새 이름', version = version + 1"
SEND_BACK = (
    "update agreements_agreement set state = 'draft', frozen_text = '', content_hash = '',"
    " version = version + 1"
)


def test_officers_revise(way: Way) -> None:
    way.to("draft")
    assert run(way, "district_officer", RETITLE) == 1
    assert run(way, "office_officer", RETITLE) == 1
    others = ("city_officer", "head", "superintendent", *OTHERS)
    assert {who: run(way, who, RETITLE) for who in others} == dict.fromkeys(others, 0)


def test_officers_let_go_of_what_is_being_signed(way: Way) -> None:
    way.to("signing")
    assert run(way, "district_officer", SEND_BACK) == 0


@pytest.mark.parametrize("who", ["head", "superintendent"])
def test_signers_sign(way: Way, who: str) -> None:
    way.to("signing")
    assert run(way, "other_head", SEND_BACK) == 0
    assert run(way, who, SEND_BACK) == 1


def test_signers_do_not_touch_what_is_not_theirs_yet(way: Way) -> None:
    way.to("approving")
    assert run(way, "head", SEND_BACK) == 0
    assert run(way, "superintendent", SEND_BACK) == 0


# The text ------------------------------------------------------------------------------------


def test_text_with_agreement(way: Way) -> None:
    way.to("half_signed")
    assert count(way, "district_officer", "agreementpillar") == 2
    for who in (roles.PUBLIC, roles.JOBS, "teacher"):
        assert count(way, who, "agreementpillar") == 0
    way.to("in_force", prefix="other_")
    for who in (roles.PUBLIC, roles.JOBS, "teacher"):
        assert count(way, who, "agreementpillar") == 2


def _add_text(way: Way, who: str, agreement: int) -> Any:
    query = (
        'insert into agreements_agreementpillar (agreement_id, pillar_id, "order", text)'
        " values (%s, %s, 9, '덧붙임')"
    )
    return run(way, who, query, [agreement, way.pillars[1]])


def test_draft_gains_text(way: Way) -> None:
    number = way.to("draft")
    for who in ("head", "superintendent", "city_officer", "other_district_officer", "teacher"):
        with pytest.raises(ProgrammingError, match=REFUSED):
            _add_text(way, who, number)
    assert _add_text(way, "office_officer", number) == 1


def test_what_is_being_approved_gains_no_text(way: Way) -> None:
    number = way.to("approving")
    with pytest.raises(ProgrammingError, match=REFUSED):
        _add_text(way, "district_officer", number)


CHANGE_TEXT = "update agreements_agreementpillar set text = '바뀐 말'"
DROP_TEXT = "delete from agreements_agreementpillar"


def test_draft_changes_text(way: Way) -> None:
    way.to("draft")
    assert run(way, "head", CHANGE_TEXT) == 0
    assert run(way, "other_district_officer", CHANGE_TEXT) == 0
    assert run(way, "district_officer", CHANGE_TEXT) == 2


def test_draft_loses_text(way: Way) -> None:
    way.to("draft")
    assert run(way, "head", DROP_TEXT) == 0
    assert run(way, "other_district_officer", DROP_TEXT) == 0
    assert run(way, "district_officer", DROP_TEXT) == 2


@pytest.mark.parametrize("state", ["approving", "signing", "in_force"])
def test_text_stands_outside_thedraft_by_sql(way: Way, state: str) -> None:
    way.to(state)
    for who in PARTIES:
        assert run(way, who, CHANGE_TEXT) == 0
        assert run(way, who, DROP_TEXT) == 0


# Steps, approvals, signatures ------------------------------------------------------------------


@pytest.mark.parametrize("table", ["agreementstep", "linestep", "approval", "signature"])
def test_parties_read_what_was_done(way: Way, table: str) -> None:
    way.to("half_signed")
    expected = {"agreementstep": 7, "linestep": 4, "approval": 4, "signature": 1}[table]
    assert {who: count(way, who, table) for who in PARTIES} == dict.fromkeys(PARTIES, expected)
    assert {who: count(way, who, table) for who in OTHERS} == dict.fromkeys(OTHERS, 0)


def test_signatures_of_published(way: Way) -> None:
    number = way.to("half_signed")
    assert count(way, roles.PUBLIC, "signature") == 0
    way.act("head", return_agreement, agreement_id=number, version=3, reason="날짜가 다릅니다.")
    way.walk_on(number)
    assert count(way, "district_officer", "signature") == 3
    # The signature under the text that was sent back is void, and not shown.
    assert count(way, roles.PUBLIC, "signature") == 2
    assert count(way, "teacher", "signature") == 2


@pytest.mark.parametrize("table", ["agreementstep", "linestep", "approval", "signature"])
def test_what_was_done_is_never_changed(way: Way, table: str) -> None:
    way.to("in_force")
    for query in (
        f"update agreements_{table} set person_name = '다른 사람'",
        f"delete from agreements_{table}",
    ):
        with pytest.raises(ProgrammingError, match="permission denied"):
            run(way, "district_officer", query)


def _insert(way: Way, who: str, table: str, **values: Any) -> Any:
    viewer = way.viewer(who)
    row = {
        "organization_id": viewer.organization_id,
        "person_id": viewer.person_id,
        "person_name": viewer.name,
    } | values
    marks = ", ".join(["%s"] * len(row))
    query = f"insert into agreements_{table} ({', '.join(row)}) values ({marks})"
    return run(way, who, query, list(row.values()))


def test_own_step(way: Way) -> None:
    number = way.to("draft")
    step = {"agreement_id": number, "kind": "revised", "note": "", "done_at": way.now}
    other = way.viewer("office_officer")
    for changes in ({"person_id": other.person_id}, {"organization_id": other.organization_id}):
        with pytest.raises(ProgrammingError, match=REFUSED):
            _insert(way, "district_officer", "agreementstep", **step, **changes)
    with pytest.raises(ProgrammingError, match=REFUSED):
        _insert(way, "other_district_officer", "agreementstep", **step)
    assert _insert(way, "district_officer", "agreementstep", **step) == 1


def _approve(way: Way, who: str, agreement: int, **changes: Any) -> Any:
    row = {
        "agreement_id": agreement,
        "submission": 1,
        "place": 2,
        "part": "decide",
        "manner": "",
        "approved_at": way.now,
    }
    return _insert(way, who, "approval", **row | changes)


def test_own_side_approves(way: Way) -> None:
    number = way.to("approving")
    other = way.viewer("office_chief")
    for changes in (
        {"organization_id": other.organization_id},
        {"person_id": other.person_id},
        {"submission": 2},
        {"place": 1},
        {"place": 3},
        {"place": 0},
        {"part": "review"},
        {"manner": "delegated"},
        {"manner": "acting"},
    ):
        with pytest.raises(ProgrammingError, match=REFUSED):
            _approve(way, "district_chief", number, **changes)
    for who in ("district_officer", "head", "superintendent", "city_officer", "teacher"):
        with pytest.raises(ProgrammingError, match=REFUSED):
            _approve(way, who, number)
    assert _approve(way, "district_chief", number) == 1


def test_a_draft_is_not_approved(way: Way) -> None:
    number = way.to("draft")
    with pytest.raises(ProgrammingError, match=REFUSED):
        _approve(way, "district_officer", number, submission=0)


def _sign(way: Way, who: str, agreement: int, **changes: Any) -> Any:
    row = {
        "agreement_id": agreement,
        "submission": 1,
        "office_title": "직함",
        "content_hash": way.row(agreement).content_hash,
        "signed_at": way.now,
    } | changes
    return _insert(way, who, "signature", **row)


def test_own_side_signs(way: Way) -> None:
    number = way.to("signing")
    other = way.viewer("superintendent")
    for changes in (
        {"organization_id": other.organization_id},
        {"person_id": other.person_id},
        {"content_hash": "0" * 64},
        {"submission": 2},
    ):
        with pytest.raises(ProgrammingError, match=REFUSED):
            _sign(way, "head", number, **changes)
    for who in ("district_officer", "office_officer", "city_officer", "other_head", "teacher"):
        with pytest.raises(ProgrammingError, match=REFUSED):
            _sign(way, who, number)
    assert _sign(way, "head", number) == 1
    assert _sign(way, "superintendent", number) == 1


def test_what_is_being_approved_is_not_signed(way: Way) -> None:
    number = way.to("half_approved")
    with pytest.raises(ProgrammingError, match=REFUSED):
        _sign(way, "head", number)


# The map -------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", [roles.PUBLIC, roles.JOBS, "citizen"])
def test_states_all_read(way: Way, who: str) -> None:
    way.to("draft")
    assert run(way, who, "select state from agreements_districtstate") == [("negotiating",)]


def _tell(way: Way, who: str, state: str) -> Any:
    query = (
        "insert into agreements_districtstate (district_id, state, changed_at) values (%s, %s, %s)"
    )
    return run(way, who, query, [way.world.organization("district").pk, state, way.now])


def test_parties_tell_the_truth(way: Way) -> None:
    way.to("draft")
    with acting_as(roles.OWNER), connection.cursor() as cursor:
        cursor.execute("delete from agreements_districtstate")
    for who, state in (("district_officer", "in_force"), ("other_head", "negotiating")):
        with pytest.raises(ProgrammingError, match=REFUSED):
            _tell(way, who, state)
    assert _tell(way, "district_officer", "negotiating") == 1


def test_parties_retell_the_truth(way: Way) -> None:
    number = way.to("draft")
    way.act("district_officer", submit_agreement, agreement_id=number, version=1)
    query = "update agreements_districtstate set state = %s"
    with pytest.raises(ProgrammingError, match=REFUSED):
        run(way, "district_officer", query, ["in_force"])
    assert run(way, "other_district_officer", query, ["negotiating"]) == 0
    assert run(way, "teacher", query, ["negotiating"]) == 0
    assert run(way, "district_officer", query, ["negotiating"]) == 1


# What the public may never ask for ---------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        "select created_by_id from agreements_agreement",
        "select person_id from agreements_signature",
        "select 1 from agreements_agreementstep",
        "select person_id from agreements_approval",
        "select stand_in_id from agreements_approval",
        "select 1 from agreements_agreementevent",
        "select agreements_public_state(1)",
        "update agreements_agreement set title = ''",
        "delete from agreements_pillar",
    ],
)
def test_the_public_is_refused(way: Way, query: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        run(way, roles.PUBLIC, query)
