"""Two people, or two clicks, at the same moment: real connections, real commits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection

from hamkke.agreements import errors
from hamkke.agreements.actions.approve_agreement import approve_agreement
from hamkke.agreements.actions.draft_agreement import draft_agreement
from hamkke.agreements.actions.lay_line import lay_line
from hamkke.agreements.actions.number_document import number_document
from hamkke.agreements.actions.revise_agreement import revise_agreement
from hamkke.agreements.actions.sign_agreement import sign_agreement
from hamkke.agreements.actions.submit_agreement import submit_agreement
from hamkke.database import roles
from hamkke.database.identity import acting_as
from tests.hamkke.agreements.conftest import Way, start

if TYPE_CHECKING:
    from tests.conftest import Committed


@pytest.fixture
def live(committed: Committed, now: datetime) -> Way:
    """The walker in a database that commits."""
    return start(committed.world, now)


def call(way: Way, who: str, action: Any, **arguments: Any) -> Callable[[], Any]:
    """This function will prepare a call in a transaction of its own."""
    viewer = way.viewer(who)

    def run() -> Any:
        with acting_as(roles.WORK, viewer.identity):
            return action(viewer=viewer, now=way.now, **arguments)

    return run


def outcome(results: list[Any]) -> Counter[str]:
    """This function will count what came back: the number, or the name of a refusal."""
    return Counter(
        "done" if isinstance(result, int) else type(result).__name__ for result in results
    )


def total(table: str) -> int:
    with acting_as(roles.OWNER), connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {table}")
        return int(cursor.fetchone()[0])


def test_two_drafts_of_one_district(live: Way, committed: Committed) -> None:
    district = live.world.organization("district").pk
    results = committed.in_threads(
        [
            call(live, who, draft_agreement, district_id=district, **live.content())
            for who in ("district_officer", "office_officer", "district_officer")
        ]
    )
    assert outcome(results) == {"done": 1, "LivingAgreementExists": 2}
    assert total("agreements_agreement") == total("agreements_agreementstep") == 1
    assert total("inbox_task") == 2


def test_two_saves_of_one_version(live: Way, committed: Committed) -> None:
    number = live.to("draft")
    results = committed.in_threads(
        [
            call(
                live,
                who,
                revise_agreement,
                agreement_id=number,
                version=1,
                **live.content(title=who),
            )
            for who in ("district_officer", "office_officer")
        ]
    )
    assert outcome(results) == {"done": 1, "StaleVersion": 1}
    winner = ("district_officer", "office_officer")[isinstance(results[0], errors.StaleVersion)]
    assert live.row(number).title == winner


def test_a_double_click_on_submit(live: Way, committed: Committed) -> None:
    number = live.to("draft")
    click = call(live, "district_officer", submit_agreement, agreement_id=number, version=1)
    assert outcome(committed.in_threads([click, click, click])) == {
        "done": 1,
        "AlreadySubmitted": 2,
    }
    assert live.row(number).submission == 1


def test_two_officers_lay_a_line_at_once(live: Way, committed: Committed) -> None:
    number = live.to("submitted")
    head = live.viewer("head").person_id
    line = {"agreement_id": number, "version": 2, "reviewers": (), "due_date": None}
    results = committed.in_threads(
        [
            call(live, who, lay_line, decider=head, **line)
            for who in ("district_officer", "district_chief", "district_officer")
        ]
    )
    assert outcome(results) == {"done": 1, "LineLaid": 2}
    assert total("agreements_linestep") == 2
    assert total("agreements_approval") == 1


def test_two_type_the_number_at_once(live: Way, committed: Committed) -> None:
    number = live.to("half_approved")
    typed = {"agreement_id": number, "document_date": live.now.date()}
    results = committed.in_threads(
        [
            call(live, who, number_document, number=f"교육지원과-{place}", **typed)
            for place, who in enumerate(("office_officer", "office_chief", "office_officer"))
        ]
    )
    assert outcome(results) == {"done": 1, "NumberEntered": 2}
    assert total("agreements_officenumber") == 1


def test_a_double_click_on_approve(live: Way, committed: Committed) -> None:
    number = live.to("approving")
    click = call(live, "district_chief", approve_agreement, agreement_id=number, version=2)
    assert outcome(committed.in_threads([click, click])) == {"done": 1, "AlreadyApproved": 1}
    assert live.row(number).state == "approving"


def test_both_sides_approve_at_once(live: Way, committed: Committed) -> None:
    number = live.to("approving")
    results = committed.in_threads(
        [
            call(live, who, approve_agreement, agreement_id=number, version=2)
            for who in ("district_chief", "office_chief")
        ]
    )
    assert outcome(results) == {"done": 2}
    assert live.row(number).state == "signing"
    assert total("agreements_approval") == 4


def test_both_sign_at_once_and_one_of_them_twice(live: Way, committed: Committed) -> None:
    number = live.to("signing")
    digest = live.row(number).content_hash
    results = committed.in_threads(
        [
            call(live, who, sign_agreement, agreement_id=number, content_hash=digest)
            for who in ("head", "superintendent", "head")
        ]
    )
    assert outcome(results) == {"done": 2, "AlreadySigned": 1}
    row = live.row(number)
    assert (row.state, row.published_at) == ("in_force", live.now)
    assert total("agreements_signature") == 2
