"""A program's way from the venue to the public, and everything that it refuses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from hamkke.accounts.viewer import ANONYMOUS
from hamkke.audit.models import ActionEntry
from hamkke.database import roles
from hamkke.database.errors import NotVisible, Refusal
from hamkke.database.identity import acting_as
from hamkke.inbox.models import Task
from hamkke.programs import errors
from hamkke.programs.actions.approve_program import approve_program
from hamkke.programs.actions.offer_program import offer_program
from hamkke.programs.actions.return_program import return_program
from hamkke.programs.actions.revise_program import revise_program
from hamkke.programs.actions.submit_program import submit_program
from hamkke.programs.models import ProgramApproval, ProgramSession, ProgramStep
from hamkke.programs.queries.desk import list_programs, program_page
from tests.hamkke.programs.conftest import Way

pytestmark = pytest.mark.django_db

OFFICERS = ("district_officer", "office_officer")


def _open_tasks(program_id: int) -> set[tuple[str, str]]:
    with acting_as(roles.OWNER):
        rows = Task.objects.filter(
            subject_type="programs.program", subject_number=program_id, closed_at=None
        )
        return set(rows.values_list("organization__name", "kind"))


def test_a_program_goes_public_when_both_sides_approved(way: Way) -> None:
    number = way.offer()
    assert _open_tasks(number) == {("한빛목공소", "finish_program")}
    way.act("manager", submit_program, program_id=number, version=1)
    assert _open_tasks(number) == {
        ("한빛구", "approve_program"),
        ("물빛교육지원청", "approve_program"),
    }
    way.act("office_officer", approve_program, program_id=number, version=2)
    assert way.row(number).state == "submitted"
    assert way.row(number).published_at is None
    assert _open_tasks(number) == {("한빛구", "approve_program")}
    way.act("district_officer", approve_program, program_id=number, version=3)
    row = way.row(number)
    assert (row.state, row.published_at) == ("published", way.now)
    assert _open_tasks(number) == set()
    with acting_as(roles.OWNER):
        steps = ProgramStep.objects.values_list("kind", "organization__name")
        assert list(steps) == [
            ("offered", "한빛목공소"),
            ("submitted", "한빛목공소"),
            ("approved", "물빛교육지원청"),
            ("approved", "한빛구"),
        ]
        audited = ActionEntry.objects.filter(subject_type="programs.program")
        assert list(audited.order_by("pk").values_list("action", flat=True)) == [
            "offer_program",
            "submit_program",
            "approve_program",
            "approve_program",
        ]


def test_what_one_side_read_stays_current_when_the_other_approves(way: Way) -> None:
    number = way.to("submitted")
    for officer in OFFICERS:
        way.act(officer, approve_program, program_id=number, version=2)
    assert way.row(number).state == "published"


def test_a_return_voids_the_approvals_and_tells_why(way: Way) -> None:
    number = way.to("half_approved")
    way.act(
        "office_officer",
        return_program,
        program_id=number,
        version=3,
        reason="  시간을 고쳐 주세요. ",
    )
    assert way.row(number).state == "returned"
    assert _open_tasks(number) == {("한빛목공소", "mend_program")}
    manager = way.viewer("manager")
    with acting_as(roles.WORK, manager.identity):
        page = program_page(viewer=manager, program_id=number)
    assert (page.reason, page.line.next_deed) == ("시간을 고쳐 주세요.", "revise")
    way.act(
        "manager",
        revise_program,
        program_id=number,
        version=page.version,
        content=way.content(title="새 이름"),
        sessions=[way.session(days=40)],
    )
    with acting_as(roles.WORK, manager.identity):
        page = program_page(viewer=manager, program_id=number)
    assert page.line.next_deed == "submit"
    way.act("manager", submit_program, program_id=number, version=page.version)
    version = way.row(number).version
    way.act("office_officer", approve_program, program_id=number, version=version)
    assert way.row(number).state == "submitted"
    way.act("district_officer", approve_program, program_id=number, version=version)
    assert way.row(number).state == "published"


def test_revising_keeps_the_sessions_that_stay(way: Way) -> None:
    sessions = [way.session(days=10), way.session(days=20)]
    number = way.offer(sessions=sessions)
    with acting_as(roles.OWNER):
        before = dict(ProgramSession.objects.values_list("starts_at", "pk"))
    wanted = [sessions[1], way.session(days=25)]
    way.act(
        "manager",
        revise_program,
        program_id=number,
        version=1,
        content=way.content(),
        sessions=wanted,
    )
    with acting_as(roles.OWNER):
        after = dict(ProgramSession.objects.values_list("starts_at", "pk"))
    assert set(after) == {each.starts_at for each in wanted}
    assert after[sessions[1].starts_at] == before[sessions[1].starts_at]


@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        ("teacher", errors.MayNotOffer),
        ("student", errors.MayNotOffer),
        ("citizen", errors.MayNotOffer),
        ("district_officer", errors.MayNotOffer),
        ("superintendent", errors.MayNotOffer),
    ],
)
def test_only_a_venue_offers(way: Way, who: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        way.act(who, offer_program, content=way.content(), sessions=[way.session()])


def test_nobody_offers_without_signing_in(way: Way) -> None:
    with pytest.raises(errors.MayNotOffer), acting_as(roles.WORK):
        offer_program(
            viewer=ANONYMOUS, content=way.content(), sessions=[way.session()], now=way.now
        )


def test_a_venue_offers_under_its_own_districts_agreement_only(two_districts: Way) -> None:
    way = two_districts
    with pytest.raises(errors.PillarNotInForce):
        way.offer(agreement_pillar_id=way.pillars["other_"][0])
    with pytest.raises(errors.PillarNotInForce):
        way.offer(agreement_pillar_id=10**17)


@pytest.mark.parametrize(
    "who",
    [
        "other_manager",
        "teacher",
        "student",
        "parent",
        "citizen",
        "other_district_officer",
        "other_office_officer",
        "other_head",
    ],
)
def test_what_one_may_not_see_is_not_there(way: Way, who: str) -> None:
    number = way.to("submitted")
    for action, more in (
        (approve_program, {}),
        (return_program, {"reason": "까닭"}),
        (submit_program, {}),
        (revise_program, {"content": way.content(), "sessions": []}),
    ):
        with pytest.raises(NotVisible):
            way.act(who, action, program_id=number, version=2, **more)
    with pytest.raises(NotVisible):
        way.act(who, approve_program, program_id=10**30, version=2)


@pytest.mark.parametrize("who", ["district_officer", "office_officer", "superintendent", "head"])
def test_a_draft_is_the_venues_alone(way: Way, who: str) -> None:
    number = way.offer()
    with pytest.raises(NotVisible):
        way.act(who, approve_program, program_id=number, version=1)


@pytest.mark.parametrize("who", ["manager", "head", "superintendent", "city_officer"])
def test_only_officers_of_the_two_sides_decide(way: Way, who: str) -> None:
    number = way.to("submitted")
    with pytest.raises(errors.MayNotDecide):
        way.act(who, approve_program, program_id=number, version=2)
    with pytest.raises(errors.MayNotDecide):
        way.act(who, return_program, program_id=number, version=2, reason="까닭")


@pytest.mark.parametrize("who", OFFICERS)
def test_officers_do_not_write_programs(way: Way, who: str) -> None:
    number = way.to("submitted")
    with pytest.raises(errors.MayNotRevise):
        way.act(who, submit_program, program_id=number, version=2)
    with pytest.raises(errors.MayNotRevise):
        way.act(
            who,
            revise_program,
            program_id=number,
            version=2,
            content=way.content(),
            sessions=[],
        )


def test_nobody_approves_twice_or_for_the_other_side(way: Way) -> None:
    number = way.to("half_approved")
    with pytest.raises(errors.AlreadyApproved):
        way.act("district_officer", approve_program, program_id=number, version=3)
    assert way.row(number).state == "submitted"
    way.act("office_officer", approve_program, program_id=number, version=3)
    with pytest.raises(errors.AlreadyApproved):
        way.act("office_officer", approve_program, program_id=number, version=3)
    with acting_as(roles.OWNER):
        assert ProgramApproval.objects.count() == 2


def test_a_second_click_and_a_second_tab_are_told(way: Way) -> None:
    number = way.offer()
    way.act(
        "manager",
        revise_program,
        program_id=number,
        version=1,
        content=way.content(title="먼저 고친 이름"),
        sessions=[way.session()],
    )
    with pytest.raises(errors.StaleVersion):
        way.act(
            "manager",
            revise_program,
            program_id=number,
            version=1,
            content=way.content(title="나중 이름"),
            sessions=[way.session()],
        )
    assert way.row(number).title == "먼저 고친 이름"
    with pytest.raises(errors.ReadAgain):
        way.act("manager", submit_program, program_id=number, version=1)
    way.act("manager", submit_program, program_id=number, version=2)
    with pytest.raises(errors.AlreadySubmitted):
        way.act("manager", submit_program, program_id=number, version=2)
    with pytest.raises(errors.NotInVenuesHands):
        way.act(
            "manager",
            revise_program,
            program_id=number,
            version=3,
            content=way.content(),
            sessions=[way.session()],
        )


def test_what_was_returned_meanwhile_is_not_approved_unread(way: Way) -> None:
    number = way.to("submitted")
    way.send_back(number)
    with pytest.raises(errors.NothingToDecide):
        way.act("office_officer", approve_program, program_id=number, version=2)
    way.act("manager", submit_program, program_id=number, version=3)
    with pytest.raises(errors.ReadAgain):
        way.act("office_officer", approve_program, program_id=number, version=2)
    with pytest.raises(errors.ReadAgain):
        way.act("office_officer", return_program, program_id=number, version=2, reason="까닭")


def test_a_return_needs_a_reason(way: Way) -> None:
    number = way.to("submitted")
    for reason in ("", " \n "):
        with pytest.raises(errors.ReasonMissing):
            way.act("office_officer", return_program, program_id=number, version=2, reason=reason)
    with pytest.raises(errors.TextTooLong):
        way.act("office_officer", return_program, program_id=number, version=2, reason="가" * 1001)


def test_nothing_public_is_changed(way: Way) -> None:
    number = way.to("published")
    with pytest.raises(errors.NotInVenuesHands):
        way.act("manager", submit_program, program_id=number, version=4)
    with pytest.raises(errors.NothingToDecide):
        way.act("district_officer", return_program, program_id=number, version=4, reason="까닭")


def test_without_sessions_there_is_nothing_to_approve(way: Way) -> None:
    number = way.offer(sessions=[])
    with pytest.raises(errors.SessionsMissing):
        way.act("manager", submit_program, program_id=number, version=1)


def test_a_session_that_began_meanwhile_is_not_submitted(way: Way) -> None:
    number = way.offer(sessions=[way.session(days=1)])
    way.now += timedelta(days=2)
    with pytest.raises(errors.SessionPast):
        way.act("manager", submit_program, program_id=number, version=1)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"title": ""}, errors.TextMissing),
        ({"title": "\x00 \u200b"[:2]}, errors.TextMissing),
        ({"title": "가" * 121}, errors.TextTooLong),
        ({"summary": " "}, errors.TextMissing),
        ({"description": "가" * 4001}, errors.TextTooLong),
        ({"preparation": "가" * 1001}, errors.TextTooLong),
        ({"level": "유치원"}, errors.UnknownLevel),
        ({"grade_from": 0}, errors.GradesOutOfLevel),
        ({"grade_from": 6, "grade_to": 5}, errors.GradesOutOfLevel),
        ({"level": "middle", "grade_from": 1, "grade_to": 4}, errors.GradesOutOfLevel),
        ({"cost": -1}, errors.CostOutOfRange),
        ({"cost": 1_000_001}, errors.CostOutOfRange),
    ],
)
def test_content_that_cannot_be_is_refused(
    way: Way, change: dict[str, Any], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal) as caught:
        way.offer(**change)
    assert "%" not in caught.value.message


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        (lambda way: {"starts_at": way.now - timedelta(minutes=5)}, errors.SessionPast),
        (lambda way: {"starts_at": way.now + timedelta(minutes=1)}, errors.SessionPast),
        (lambda way: {"ends_at": way.session().starts_at}, errors.SessionTimesWrong),
        (
            lambda way: {"ends_at": way.session().starts_at + timedelta(hours=14)},
            errors.SessionTimesWrong,
        ),
        (lambda _way: {"minimum": 0}, errors.SessionPlacesWrong),
        (lambda _way: {"minimum": 4}, errors.SessionPlacesWrong),
        (lambda _way: {"capacity": 501}, errors.SessionPlacesWrong),
        (lambda _way: {"max_pupils": 0}, errors.SessionPupilsWrong),
        (lambda _way: {"max_pupils": 61}, errors.SessionPupilsWrong),
        (lambda _way: {"place": ""}, errors.TextMissing),
        (lambda _way: {"place": "가" * 121}, errors.TextTooLong),
    ],
)
def test_sessions_that_cannot_be_are_refused(
    way: Way, change: Callable[[Way], dict[str, Any]], refusal: type[Refusal]
) -> None:
    changes = change(way)
    session = way.session(**changes)
    if "starts_at" in changes:
        session = replace(session, ends_at=changes["starts_at"] + timedelta(hours=2))
    with pytest.raises(refusal) as caught:
        way.offer(sessions=[way.session(days=40), session])
    assert "2번째" in caught.value.message


def test_sessions_far_away_twice_or_too_many_are_refused(way: Way) -> None:
    with pytest.raises(errors.SessionTooFar):
        way.offer(sessions=[way.session(days=731)])
    with pytest.raises(errors.SessionTwice):
        way.offer(sessions=[way.session(), way.session(capacity=9)])
    with pytest.raises(errors.TooManySessions):
        way.offer(sessions=[way.session(days=day) for day in range(1, 52)])


def test_the_list_shows_what_concerns_the_viewer(way: Way) -> None:
    draft, waiting, public = way.to("draft"), way.to("submitted"), way.to("published")
    expected = {
        "manager": {draft, waiting, public},
        "other_manager": set(),
        "district_officer": {waiting, public},
        "office_officer": {waiting, public},
        "superintendent": {waiting, public},
        "other_office_officer": set(),
        "teacher": set(),
        "citizen": set(),
    }
    for who, numbers in expected.items():
        viewer = way.viewer(who)
        with acting_as(roles.WORK, viewer.identity):
            assert {line.id for line in list_programs(viewer=viewer)} == numbers, who
