"""Approval lines: whose turn it is, in whose place somebody decides, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hamkke.accounts.viewer import Viewer
from hamkke.agreements import errors, line_errors
from hamkke.agreements.actions.approve_agreement import approve_agreement
from hamkke.agreements.actions.end_stand_in import end_stand_in
from hamkke.agreements.actions.enter_stand_in import enter_stand_in
from hamkke.agreements.actions.number_document import number_document
from hamkke.agreements.actions.remind_of_lines import remind_of_lines
from hamkke.agreements.actions.return_agreement import return_agreement
from hamkke.agreements.actions.sign_agreement import sign_agreement
from hamkke.agreements.actions.submit_agreement import submit_agreement
from hamkke.agreements.lines import due_after
from hamkke.agreements.queries.desk import agreement_page
from hamkke.agreements.queries.lines import line_to_lay
from hamkke.database import roles
from hamkke.database.errors import NotVisible, Refusal
from hamkke.database.identity import acting_as
from hamkke.inbox.models import Notice, Task
from tests.hamkke.agreements.conftest import Way
from tests.world import TODAY

OFFICER, CHIEF, HEAD = "district_officer", "district_chief", "head"


def number_of(way: Way, who: str) -> int:
    return way.viewer(who).person_id or 0


def approve(way: Way, who: str, number: int) -> None:
    way.act(who, approve_agreement, agreement_id=number, version=2)


def stand_in(way: Way, who: str, manner: str, person: str, deputy: str, **days: date) -> int:
    wanted = {"valid_from": TODAY, "valid_until": TODAY + timedelta(days=9)}
    number: int = way.act(
        who,
        enter_stand_in,
        manner=manner,
        person=number_of(way, person),
        deputy=number_of(way, deputy),
        **wanted | days,
    )
    return number


def box(way: Way, who: str, number: int) -> list[tuple[str, str, str, bool]]:
    """The district's approval box: part, who did it, by what right, whether it is their turn."""
    viewer = way.viewer(who)
    with acting_as(roles.WORK, viewer.identity):
        page = agreement_page(viewer=viewer, agreement_id=number)
    return [(one.part, one.done_by, one.manner, one.is_turn) for one in page.approvals[0].cells]


def deed(way: Way, who: str, number: int) -> str:
    viewer = way.viewer(who)
    with acting_as(roles.WORK, viewer.identity):
        return agreement_page(viewer=viewer, agreement_id=number).line.next_deed


def test_each_in_turn_and_nobody_else(way: Way) -> None:
    number = way.to("submitted")
    way.lay(OFFICER, number, reviewers=[number_of(way, CHIEF)], decider=number_of(way, HEAD))
    names = [way.viewer(who).name for who in (OFFICER, CHIEF, HEAD)]
    assert box(way, "city_officer", number) == [
        ("draft", names[0], "", False),
        ("review", "", "", True),
        ("decide", "", "", False),
    ]
    assert [deed(way, who, number) for who in (OFFICER, CHIEF, HEAD)] == ["", "review", ""]
    for who, error in ((HEAD, line_errors.NotYourTurn), (OFFICER, line_errors.StepDone)):
        with pytest.raises(error):
            approve(way, who, number)
    approve(way, CHIEF, number)
    with pytest.raises(line_errors.StepDone):
        approve(way, CHIEF, number)
    assert deed(way, HEAD, number) == "approve"
    approve(way, HEAD, number)
    assert [row[1] for row in box(way, OFFICER, number)] == names
    way.lay("office_officer", number)
    approve(way, "office_chief", number)
    assert way.row(number).state == "signing"


def test_who_drafted_decides_only_by_delegation(way: Way) -> None:
    number = way.to("submitted")
    own = number_of(way, OFFICER)
    with pytest.raises(line_errors.OwnDraft):
        way.lay(OFFICER, number, decider=own)
    for change in ({"valid_from": TODAY + timedelta(days=1)}, {}):
        given = stand_in(way, CHIEF, "delegated", CHIEF, OFFICER, **change)
        if change:
            with pytest.raises(line_errors.OwnDraft):
                way.lay(OFFICER, number, decider=own)
    way.lay(OFFICER, number, decider=own)
    way.act(CHIEF, end_stand_in, stand_in_id=given)
    with pytest.raises(line_errors.OwnDraft):
        approve(way, OFFICER, number)
    stand_in(way, HEAD, "delegated", HEAD, OFFICER)
    approve(way, OFFICER, number)
    name = way.viewer(OFFICER).name
    assert box(way, "office_officer", number)[1] == ("decide", name, "delegated", False)


def test_a_deputy_decides_for_who_is_away_but_never_the_own_draft(way: Way) -> None:
    number = way.to("submitted")
    way.lay(OFFICER, number, decider=number_of(way, HEAD))
    with pytest.raises(line_errors.NotYourTurn):
        approve(way, CHIEF, number)
    away = stand_in(way, OFFICER, "acting", HEAD, OFFICER)
    with pytest.raises(line_errors.StepDone):
        approve(way, OFFICER, number)
    way.act(OFFICER, end_stand_in, stand_in_id=away)
    stand_in(way, OFFICER, "acting", HEAD, CHIEF)
    assert deed(way, CHIEF, number) == "approve"
    approve(way, CHIEF, number)
    name = way.viewer(CHIEF).name
    assert box(way, HEAD, number)[1] == ("decide", name, "acting", False)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"decider": "office_chief"}, line_errors.UnknownMember),
        ({"decider": "teacher"}, line_errors.UnknownMember),
        ({"reviewers": ["head"]}, line_errors.UnknownMember),
        ({"reviewers": ["district_chief"]}, line_errors.ChosenTwice),
        ({"reviewers": ["district_officer"]}, line_errors.ChosenTwice),
        ({"reviewers": ["district_chief"] * 2, "decider": "head"}, line_errors.ChosenTwice),
        ({"due_date": TODAY - timedelta(days=1)}, line_errors.DueDatePast),
    ],
)
def test_a_crooked_line_is_refused(way: Way, changes: dict[str, Any], error: type[Refusal]) -> None:
    number = way.to("submitted")
    if "reviewers" in changes:
        changes = changes | {"reviewers": [number_of(way, who) for who in changes["reviewers"]]}
    if "decider" in changes:
        changes = changes | {"decider": number_of(way, changes["decider"])}
    with pytest.raises(error):
        way.lay(OFFICER, number, **changes)
    assert box(way, OFFICER, number) == []


@pytest.mark.parametrize(
    ("who", "manner", "person", "deputy", "error"),
    [
        (OFFICER, "delegated", HEAD, OFFICER, line_errors.MayNotStandIn),
        (OFFICER, "other", OFFICER, CHIEF, line_errors.MayNotStandIn),
        (OFFICER, "delegated", OFFICER, OFFICER, line_errors.StandsInForSelf),
        (OFFICER, "acting", "office_chief", OFFICER, line_errors.UnknownMember),
        (OFFICER, "acting", HEAD, "office_chief", line_errors.UnknownMember),
        ("teacher", "delegated", "teacher", "colleague", line_errors.MayNotStandIn),
        ("city_officer", "delegated", "city_officer", OFFICER, line_errors.MayNotStandIn),
    ],
)
def test_a_power_is_given_by_whose_it_is(
    way: Way, who: str, manner: str, person: str, deputy: str, error: type[Refusal]
) -> None:
    with pytest.raises(error):
        stand_in(way, who, manner, person, deputy)


def test_a_power_has_its_days(way: Way) -> None:
    for days in (
        {"valid_until": TODAY - timedelta(days=1)},
        {"valid_until": TODAY + timedelta(days=400)},
    ):
        with pytest.raises(line_errors.DaysOutOfOrder):
            stand_in(way, CHIEF, "delegated", CHIEF, OFFICER, **days)
    given = stand_in(way, CHIEF, "delegated", CHIEF, OFFICER)
    for who, error in ((OFFICER, line_errors.MayNotStandIn), ("office_chief", NotVisible)):
        with pytest.raises(error):
            way.act(who, end_stand_in, stand_in_id=given)
    way.act(CHIEF, end_stand_in, stand_in_id=given)
    with pytest.raises(line_errors.StandInEnded):
        way.act(CHIEF, end_stand_in, stand_in_id=given)


def test_the_usual_line_is_offered(way: Way) -> None:
    number = way.to("submitted")
    viewer = way.viewer(OFFICER)
    with acting_as(roles.WORK, viewer.identity):
        offer = line_to_lay(viewer=viewer, agreement_id=number)
    assert offer.usual_decider == number_of(way, CHIEF)
    chief, head = number_of(way, CHIEF), number_of(way, HEAD)
    way.lay(OFFICER, number, reviewers=[chief], decider=head)
    way.act(CHIEF, return_agreement, agreement_id=number, version=2, reason="다시 봅시다.")
    way.act("office_officer", submit_agreement, agreement_id=number, version=3)
    with acting_as(roles.WORK, viewer.identity):
        offer = line_to_lay(viewer=viewer, agreement_id=number)
    assert (offer.usual_reviewers, offer.usual_decider) == ((chief,), head)


def test_a_return_is_for_whose_turn_it_is_and_tells_everyone(way: Way) -> None:
    number = way.to("submitted")
    way.lay(OFFICER, number, reviewers=[number_of(way, CHIEF)], decider=number_of(way, HEAD))
    back = {"agreement_id": number, "version": 2, "reason": "예산을 다시 봅시다."}
    with pytest.raises(line_errors.NotYourTurnToReturn):
        way.act(HEAD, return_agreement, **back)
    way.lay("office_officer", number)
    way.act(CHIEF, return_agreement, **back)
    assert way.row(number).state == "draft"
    with acting_as(roles.OWNER):
        told = list(Notice.objects.filter(kind="agreement_returned"))
        tasks = Task.objects.filter(kind="finish_draft", closed_at=None).count()
    assert {one.person_id for one in told if one.person_id} == {
        number_of(way, who) for who in (OFFICER, HEAD, "office_officer", "office_chief")
    }
    assert [one.organization_id for one in told if one.organization_id] == [
        way.world.organization("city").pk
    ]
    assert all("예산을 다시 봅시다." in one.detail for one in told)
    assert tasks == 2


def test_the_number_is_typed_once_by_who_is_in_the_line(way: Way) -> None:
    number = way.to("approving")
    typed = {"agreement_id": number, "document_date": TODAY}
    for who, error in (
        (HEAD, line_errors.MayNotNumber),
        ("city_officer", line_errors.MayNotNumber),
        ("other_district_officer", NotVisible),
    ):
        with pytest.raises(error):
            way.act(who, number_document, number="교육지원과-1", **typed)
    with pytest.raises(line_errors.NumberMissing):
        way.act(CHIEF, number_document, number="  ", **typed)
    with pytest.raises(errors.TextTooLong):
        way.act(CHIEF, number_document, number="1" * 61, **typed)
    way.act(CHIEF, number_document, number=" 교육지원과-1 ", **typed)
    with pytest.raises(line_errors.NumberEntered):
        way.act(OFFICER, number_document, number="교육지원과-2", **typed)
    viewer = way.viewer("office_officer")
    with acting_as(roles.WORK, viewer.identity):
        sides = agreement_page(viewer=viewer, agreement_id=number).approvals
    assert [(one.number, one.document_date) for one in sides] == [
        ("교육지원과-1", TODAY),
        ("", None),
    ]


def test_no_number_once_the_agreement_is_public(way: Way) -> None:
    number = way.to("in_force")
    with pytest.raises(line_errors.NumberTooLate):
        way.act(OFFICER, number_document, agreement_id=number, number="1", document_date=TODAY)


def test_the_due_day_counts_working_days() -> None:
    assert due_after(date(2025, 12, 24)) == date(2025, 12, 30)


def test_a_task_carries_the_due_day(way: Way) -> None:
    number = way.to("submitted")
    way.lay(OFFICER, number, due_date=date(2025, 12, 16))
    with acting_as(roles.OWNER):
        due = Task.objects.get(kind="approve_agreement", closed_at=None).due_at
    assert due == datetime.fromisoformat("2025-12-16T18:00+09:00")


def remind(day: str) -> int:
    with acting_as(roles.JOBS):
        return remind_of_lines(now=datetime.fromisoformat(f"{day}T08:30+09:00"))


def test_who_is_next_is_reminded_once_a_day_and_on_no_day_off(way: Way) -> None:
    number = way.to("submitted")
    way.lay(OFFICER, number, due_date=date(2025, 12, 24))
    told = {day: remind(f"2025-12-{day}") for day in (23, 24, 25, 26, 27, 29)}
    # 25 is Christmas and the day after the due day, 27 a Saturday.
    assert told == {23: 0, 24: 1, 25: 0, 26: 1, 27: 0, 29: 1}
    assert remind("2025-12-29") == 0
    with acting_as(roles.OWNER):
        people = set(Notice.objects.filter(kind="approval_due").values_list("person_id", flat=True))
    assert people == {number_of(way, CHIEF)}
    approve(way, CHIEF, number)
    assert remind("2025-12-30") == 0


def test_an_approval_from_before_there_were_lines_stands(way: Way) -> None:
    number = way.to("submitted")
    viewer = way.viewer(OFFICER)
    with acting_as(roles.OWNER):
        way.row(number).approvals.create(
            submission=1,
            organization_id=viewer.organization_id,
            person_id=viewer.person_id,
            person_name=viewer.name,
            approved_at=way.now,
        )
    with pytest.raises(line_errors.LineLaid):
        way.lay(OFFICER, number)
    assert deed(way, OFFICER, number) == ""
    way.lay("office_officer", number)
    approve(way, "office_chief", number)
    assert way.row(number).state == "signing"
    for who in ("superintendent", HEAD):
        digest = way.row(number).content_hash
        way.act(who, sign_agreement, agreement_id=number, content_hash=digest)
    assert way.row(number).state == "in_force"


def test_pages_of_lines(way: Way, browse: Callable[[Viewer | None], Client]) -> None:
    number = way.to("approving")
    officer, address = browse(way.viewer(OFFICER)), f"/desk/agreements/{number}/"
    assert officer.get(f"{address}line/").url == address
    assert "문서번호" in officer.get(f"{address}number/").content.decode()
    typed = {"number": "교육지원과-7", "document_date": "2025-12-11"}
    assert officer.post(f"{address}number/", typed).status_code == 302
    assert "교육지원과-7" in browse(way.viewer("superintendent")).get(address).content.decode()
    place = "/desk/agreements/stand-ins/"
    today = timezone.localdate()
    given = {
        "manner": "acting",
        "person": number_of(way, HEAD),
        "deputy": number_of(way, CHIEF),
        "valid_from": str(today),
        "valid_until": str(today + timedelta(days=3)),
    }
    answer = officer.post(place, given | {"valid_until": str(today - timedelta(days=1))})
    assert "끝나는 날을" in answer.content.decode()
    answer = officer.post(place, given | {"manner": "delegated"})
    assert "내 이름을 골라 주세요." in answer.content.decode()
    assert officer.post(place, given).status_code == 302
    page = officer.get(place).content.decode()
    assert "대결" in page
    ending = page.partition("/end/")[0].rpartition("/")[2]
    assert officer.post(f"{place}{ending}/end/").status_code == 302
