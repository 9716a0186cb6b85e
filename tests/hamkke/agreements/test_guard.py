"""What the trigger holds, for it compares before and after: attacked by SQL in the runtime role."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from django.db import connection
from django.db.utils import IntegrityError

from hamkke.database import roles
from hamkke.database.identity import acting_as
from tests.hamkke.agreements.conftest import Way
from tests.hamkke.agreements.test_row_security import run

UPDATE = "update agreements_agreement set version = version + 1, "
PUBLISH = "state = 'in_force', published_at = now()"
FAKE = f"frozen_text = '{{}}', content_hash = '{hashlib.sha256(b'{}').hexdigest()}'"


@pytest.mark.parametrize(
    ("state", "who", "change", "complaint"),
    [
        ("draft", "district_officer", f"state = 'signing', {FAKE}", "does not follow"),
        ("draft", "district_officer", f"{PUBLISH}, {FAKE}", "does not follow"),
        ("approving", "district_officer", f"{PUBLISH}, {FAKE}", "does not follow"),
        ("approving", "district_officer", "title = '슬쩍'", "does not follow"),
        ("approving", "district_officer", "state = 'draft', title = '슬쩍'", "in the draft only"),
        ("draft", "district_officer", "state = 'approving', title = '슬쩍'", "in the draft only"),
        ("draft", "district_officer", "state = 'approving'", "are counted"),
        ("draft", "district_officer", "submission = submission + 1", "are counted"),
        ("half_approved", "district_officer", f"state = 'signing', {FAKE}", "as it stands"),
        ("signing", "head", PUBLISH, "not signed by both"),
        ("half_signed", "head", PUBLISH, "not signed by both"),
        ("signing", "head", FAKE, "does not follow"),
    ],
)
def test_no_state_is_skipped_and_no_text_slips_in(
    way: Way, state: str, who: str, change: str, complaint: str
) -> None:
    way.to(state)
    with pytest.raises(IntegrityError, match=complaint):
        run(way, who, UPDATE + change)


def test_a_save_is_counted(way: Way) -> None:
    way.to("draft")
    with pytest.raises(IntegrityError, match="are counted"):
        run(way, "district_officer", "update agreements_agreement set title = '슬쩍'")


def test_an_empty_agreement_is_not_put_to_approval(way: Way) -> None:
    way.to("draft")
    run(way, "district_officer", "delete from agreements_agreementpillar")
    with pytest.raises(IntegrityError, match="nothing to approve"):
        run(way, "district_officer", UPDATE + "state = 'approving', submission = 1")


def _approve_by_sql(way: Way, number: int) -> None:
    viewer = way.viewer("office_chief")
    run(
        way,
        "office_chief",
        "insert into agreements_approval (agreement_id, submission, organization_id, person_id,"
        " person_name, place, part, manner, approved_at)"
        " values (%s, 1, %s, %s, '', 2, 'decide', '', now())",
        [number, viewer.organization_id, viewer.person_id],
    )


def _freeze(way: Way, text: str, digest: str) -> Any:
    query = UPDATE + "state = 'signing', frozen_text = %s, content_hash = %s"
    return run(way, "office_officer", query, [text, digest])


def test_only_the_text_that_stands_is_frozen(way: Way) -> None:
    number = way.to("half_approved")
    _approve_by_sql(way, number)
    with acting_as(roles.OWNER), connection.cursor() as cursor:
        cursor.execute("select agreements_frozen(a)::text from agreements_agreement a")
        true_text = cursor.fetchone()[0]
    false_text = json.dumps(json.loads(true_text) | {"title": "다른 이름"}, ensure_ascii=False)
    digest = hashlib.sha256(false_text.encode()).hexdigest()
    with pytest.raises(IntegrityError, match="as it stands"):
        _freeze(way, false_text, digest)
    with pytest.raises(IntegrityError, match="as it stands"):
        _freeze(way, true_text, digest)
    assert _freeze(way, true_text, hashlib.sha256(true_text.encode()).hexdigest()) == 1


def test_what_is_in_force_is_changed_by_nobody(way: Way) -> None:
    way.to("in_force")
    for who in ("district_officer", "office_officer", "head", "superintendent"):
        assert run(way, who, UPDATE + "title = '슬쩍'") == 0


def test_history_is_written_and_not_read_or_rewritten(way: Way) -> None:
    way.to("in_force")
    with acting_as(roles.OWNER), connection.cursor() as cursor:
        cursor.execute("select state from agreements_agreementevent order by pgh_id")
        states = [row[0] for row in cursor.fetchall()]
        cursor.execute("select action from audit_actionentry order by id")
        actions = [row[0] for row in cursor.fetchall()]
    assert states == ["draft", "approving", "signing", "in_force"]
    assert actions[-8:] == [
        "draft_agreement",
        "submit_agreement",
        "lay_line",
        "lay_line",
        "approve_agreement",
        "approve_agreement",
        "sign_agreement",
        "sign_agreement",
    ]
