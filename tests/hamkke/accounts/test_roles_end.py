"""Ending and handing over: by those entitled, at midnight of the day, never the last keeper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from hamkke.accounts.actions.accept_invitation import accept_invitation
from hamkke.accounts.actions.decide_change import decide_change
from hamkke.accounts.actions.end_role import end_role
from hamkke.accounts.actions.hand_over_role import Handover, hand_over_role
from hamkke.accounts.errors import (
    AlreadyEnding,
    LastDayOutside,
    LastKeeper,
    NotToYourself,
    StartOutside,
)
from hamkke.accounts.models import Account, ChangeState, Membership, RoleChange
from hamkke.accounts.queries.viewer import viewer_of_account
from hamkke.database import roles
from hamkke.database.errors import NotVisible
from hamkke.database.identity import acting_as, civil_day
from hamkke.inbox.queries.day import day_of
from hamkke.inbox.queries.handover import handover_page
from tests.conftest import NOW, Committed
from tests.hamkke.accounts.conftest import SITE, People
from tests.world import TODAY

SEOUL = ZoneInfo("Asia/Seoul")


def _hand_over(people: People, who: str, whose: str, **more: object) -> RoleChange:
    viewer = people.viewer(who)
    held = people.world.viewer(whose).membership_id or 0
    known = {"last_day": TODAY, "valid_from": TODAY + timedelta(days=1), **more}
    with acting_as(roles.WORK, viewer.identity):
        return hand_over_role(
            viewer=viewer,
            handover=Handover(held, **known),  # type: ignore[arg-type]
            site=SITE,
            now=NOW,
        )


def _end(people: People, who: str, whose: str, last_day: date = TODAY) -> RoleChange:
    viewer = people.viewer(who)
    held = people.world.viewer(whose).membership_id or 0
    with acting_as(roles.WORK, viewer.identity):
        return end_role(viewer=viewer, membership_id=held, last_day=last_day, now=NOW)


def _until(people: People, whose: str) -> date | None:
    with acting_as(roles.OWNER):
        return Membership.objects.get(pk=people.world.viewer(whose).membership_id).valid_until


def _confirm(people: People, who: str, change: RoleChange) -> None:
    viewer = people.viewer(who)
    with acting_as(roles.WORK, viewer.identity):
        decide_change(viewer=viewer, change_id=change.pk, confirmed=True, site=SITE, now=NOW)


@pytest.mark.django_db
def test_a_school_officer_ends_a_teachers_role(people: People) -> None:
    _end(people, "school_officer", "teacher")
    assert _until(people, "teacher") == TODAY


@pytest.mark.django_db
def test_only_from_today_on_and_within_the_membership(people: People) -> None:
    with pytest.raises(LastDayOutside):
        _end(people, "school_officer", "teacher", TODAY - timedelta(days=1))
    _end(people, "school_officer", "teacher", TODAY + timedelta(days=9))
    with pytest.raises(LastDayOutside):
        _end(people, "school_officer", "teacher", TODAY + timedelta(days=10))


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["colleague", "office_officer", "parent", "citizen", "manager"])
def test_others_may_not(people: People, who: str) -> None:
    with pytest.raises(NotVisible):
        _end(people, who, "teacher")


@pytest.mark.django_db
def test_the_last_keeper_does_not_go_without_a_successor(people: People) -> None:
    with pytest.raises(LastKeeper):
        _end(people, "school_officer", "school_officer")
    with pytest.raises(LastKeeper):
        _end(people, "city_officer", "office_officer")
    colleague = people.world.viewer("colleague").person_id
    _hand_over(people, "school_officer", "school_officer", person_id=colleague)
    assert _until(people, "school_officer") == TODAY


@pytest.mark.django_db
def test_taking_a_powerful_role_needs_a_second_person(people: People) -> None:
    change = _end(people, "city_officer", "head")
    assert change.state == ChangeState.PROPOSED
    assert _until(people, "head") is None
    with pytest.raises(AlreadyEnding):
        _end(people, "district_officer", "head")
    _confirm(people, "district_officer", change)
    assert _until(people, "head") == TODAY


@pytest.mark.django_db
def test_whom_it_concerns_does_not_confirm(people: People) -> None:
    change = _end(people, "city_officer", "second_city_officer")
    with pytest.raises(NotToYourself):
        _confirm(people, "second_city_officer", change)


@pytest.mark.django_db
def test_open_tasks_follow_the_role_to_the_successor(people: People) -> None:
    from hamkke.inbox.actions.post_task import post_task

    officer = people.viewer("office_officer")
    group = people.world.class_groups["class_1"]
    with acting_as(roles.WORK, officer.identity):
        post_task(
            viewer=officer,
            organization_id=people.world.organization("school").pk,
            role="homeroom_teacher",
            class_group_id=group.pk,
            kind="test",
            title="희망 순위 내기",
            url="/desk/",
            subject=group,
            now=NOW,
        )
    giver, held = people.viewer("school_officer"), people.world.viewer("teacher")
    with acting_as(roles.WORK, giver.identity):
        page = handover_page(viewer=giver, membership_id=held.membership_id or 0)
    assert [task.title for task in page.tasks] == ["희망 순위 내기"]
    colleague = people.world.viewer("colleague")
    change = _hand_over(people, "school_officer", "teacher", person_id=colleague.person_id)
    with acting_as(roles.OWNER):
        given = RoleChange.objects.get(pk=change.pk).given
    assert given is not None
    assert (given.class_group_id, given.valid_from) == (group.pk, TODAY + timedelta(days=1))
    tomorrow = NOW + timedelta(days=1)
    successor = replace(
        colleague,
        membership_id=given.pk,
        class_group_id=group.pk,
        today=civil_day(tomorrow),
    )
    with acting_as(roles.WORK, successor.identity):
        assert [t.title for t in day_of(viewer=successor, now=tomorrow).tasks] == ["희망 순위 내기"]
    gone = replace(held, today=civil_day(tomorrow))
    with acting_as(roles.WORK, gone.identity):
        assert day_of(viewer=gone, now=tomorrow).tasks == ()


@pytest.mark.django_db
def test_tasks_are_shown_only_to_who_may_hand_over(people: People) -> None:
    for who in ("colleague", "office_officer", "parent"):
        viewer = people.viewer(who)
        with pytest.raises(NotVisible), acting_as(roles.WORK, viewer.identity):
            handover_page(
                viewer=viewer, membership_id=people.world.viewer("teacher").membership_id or 0
            )


@pytest.mark.django_db
def test_a_successor_who_is_only_invited(people: People) -> None:
    change = _hand_over(
        people, "school_officer", "school_officer", name="새 담당자", note="열쇠는 교무실에"
    )
    assert _until(people, "school_officer") == TODAY
    code = people.code("school_officer", change)
    taker, later = people.world.viewer("other_teacher"), NOW + timedelta(days=3)
    with acting_as(roles.IDENTITY, taker.identity):
        given = accept_invitation(person_id=taker.person_id or 0, secret=code, now=later)
    assert given.valid_from == civil_day(later)


@pytest.mark.django_db
def test_a_handover_has_no_gap_and_is_not_to_oneself(people: People) -> None:
    colleague = people.world.viewer("colleague").person_id
    for start in (TODAY - timedelta(days=1), TODAY + timedelta(days=2)):
        with pytest.raises(StartOutside):
            _hand_over(people, "school_officer", "teacher", person_id=colleague, valid_from=start)
    for whose in ("teacher", "school_officer"):
        with pytest.raises(NotToYourself):
            _hand_over(
                people,
                "school_officer",
                "teacher",
                person_id=people.world.viewer(whose).person_id,
            )


@pytest.mark.django_db
@pytest.mark.parametrize(("year", "last"), [(2027, 28), (2028, 29)])
def test_a_transfer_at_the_turn_of_the_school_year(people: People, year: int, last: int) -> None:
    """The old role ends on the last of February at midnight in Seoul, the new one begins then."""
    february = datetime(year, 2, 10, 10, tzinfo=SEOUL)
    last_day = date(year, 2, last)
    giver = people.viewer("school_officer", february.date())
    leaver, taker = people.world.viewer("teacher"), people.world.viewer("colleague")
    with acting_as(roles.OWNER):
        group = people.world.class_groups["class_1"]
        group.pk, group.school_year = None, year - 1
        group.save()
        Membership.objects.filter(pk=leaver.membership_id).update(class_group=group)
        next_group = people.world.class_groups["class_2"]
        next_group.pk, next_group.school_year = None, year
        next_group.save()
    with acting_as(roles.WORK, giver.identity):
        end_role(
            viewer=giver, membership_id=leaver.membership_id or 0, last_day=last_day, now=february
        )
    offer = people.offer(
        "school",
        "homeroom_teacher",
        person_id=leaver.person_id,
        class_group_id=next_group.pk,
        valid_from=february.date(),
    )
    people.invite("school_officer", offer, february)
    midnight = datetime(year, 3, 1, 0, 0, tzinfo=SEOUL)
    before, after = midnight - timedelta(seconds=1), midnight
    for moment, wanted in ((before, group.pk), (after, next_group.pk)):
        today = civil_day(moment)
        with acting_as(roles.IDENTITY):
            viewer = viewer_of_account(
                account=Account.objects.get(person_id=leaver.person_id),
                membership_id=leaver.membership_id,
                today=today,
            )
        assert viewer.class_group_id == wanted, moment
        assert len(viewer.hats) == 1
        # PostgreSQL says the same of the membership that is told to it.
        told = replace(leaver, today=today)
        with acting_as(roles.WORK, told.identity):
            from django.db import connection

            cursor = connection.cursor()
            cursor.execute("select (hamkke_membership()).id is not null")
            assert cursor.fetchone()[0] == (moment == before)
    assert taker.person_id != leaver.person_id


def test_two_keepers_do_not_end_each_other_at_once(committed: Committed) -> None:
    people = People(committed.world)
    with acting_as(roles.OWNER):
        from tests.world import add_viewer

        people.world.viewers["second"] = add_viewer(
            name="둘째",
            login_name="second",
            organization=people.world.organization("school"),
            role="school_officer",
        )
    results = committed.in_threads(
        [
            lambda: _end(people, "school_officer", "second"),
            lambda: _end(people, "second", "school_officer"),
        ]
    )
    ended = [_until(people, who) for who in ("second", "school_officer")]
    assert sorted(map(str, ended)) == ["2025-12-11", "None"], results


def test_an_invitation_is_accepted_once_also_by_two_at_once(committed: Committed) -> None:
    people = People(committed.world)
    change = people.invite("office_officer", people.offer("school", "school_officer"))
    code = people.code("office_officer", change)
    takers = [people.world.viewer(key) for key in ("other_teacher", "manager")]

    def take(person_id: int) -> Membership:
        with acting_as(roles.IDENTITY):
            return accept_invitation(person_id=person_id, secret=code, now=NOW)

    results = committed.in_threads(
        [lambda viewer=viewer: take(viewer.person_id) for viewer in takers]
    )
    assert sum(isinstance(result, Membership) for result in results) == 1, results
    with acting_as(roles.OWNER):
        school = people.world.organization("school").pk
        given = Membership.objects.filter(organization_id=school, role="school_officer")
        assert given.count() == 2  # the one who was there, and one of the two
