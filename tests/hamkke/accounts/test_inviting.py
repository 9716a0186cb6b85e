"""Inviting, confirming, printing, accepting: by those entitled, once, in time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress

from hamkke.accounts.actions.accept_invitation import accept_invitation
from hamkke.accounts.actions.decide_change import decide_change
from hamkke.accounts.actions.revoke_invitation import revoke_invitation
from hamkke.accounts.actions.take_first_role import take_first_role
from hamkke.accounts.errors import (
    AddressTaken,
    AlreadyHeld,
    ChangedMeanwhile,
    ClassGroupOfAnother,
    InvitationUnknown,
    MayNotGive,
    NotToYourself,
    ReasonNeeded,
)
from hamkke.accounts.models import ChangeState, InvitationKey, Membership, Person, RoleChange
from hamkke.audit.models import ActionEntry
from hamkke.database import roles
from hamkke.database.errors import NotVisible
from hamkke.database.identity import acting_as
from hamkke.inbox.queries.day import day_of
from tests.conftest import NOW
from tests.hamkke.accounts.conftest import SITE, People

pytestmark = pytest.mark.django_db


def _take(code: str, email: str = "new@person.example", now: object = NOW) -> Membership:
    with acting_as(roles.IDENTITY):
        return take_first_role(
            secret=code, name="이보람", email=email, password="아주-긴-여행-비밀-1193", now=now
        )[1]


def _state(change: RoleChange) -> str:
    with acting_as(roles.OWNER):
        return RoleChange.objects.get(pk=change.pk).state


def test_a_school_invites_a_teacher_who_takes_the_role_once(people: People) -> None:
    group = people.world.class_groups["class_1"].pk
    change = people.invite(
        "school_officer", people.offer("school", "homeroom_teacher", class_group_id=group)
    )
    code = people.code("school_officer", change)
    typed = code.lower().replace("-", " ")
    membership = _take(typed)
    assert (membership.role, membership.class_group_id) == ("homeroom_teacher", group)
    # A role in a class ends with its school year.
    assert (membership.valid_from, membership.valid_until) == (NOW.date(), date(2026, 2, 28))
    assert _state(change) == ChangeState.DONE
    with acting_as(roles.OWNER):
        assert not InvitationKey.objects.filter(change=change).exists()
        deeds = set(ActionEntry.objects.values_list("action", flat=True))
    assert {"invite_person", "print_codes", "create_account", "accept_invitation"} <= deeds
    with pytest.raises(InvitationUnknown):
        _take(code, "another@person.example")
    with acting_as(roles.OWNER):
        assert not Person.objects.filter(account__login_name="another@person.example").exists()


def test_a_role_for_the_next_school_year_begins_in_march(people: People) -> None:
    with acting_as(roles.OWNER):
        group = people.world.class_groups["class_1"]
        group.pk, group.school_year = None, 2026
        group.save()
    change = people.invite(
        "school_officer", people.offer("school", "homeroom_teacher", class_group_id=group.pk)
    )
    membership = _take(people.code("school_officer", change))
    assert (membership.valid_from, membership.valid_until) == (date(2026, 3, 1), date(2027, 2, 28))


def test_printing_again_ends_the_code_before(people: People) -> None:
    change = people.invite("office_officer", people.offer("school", "school_officer"))
    first, second = (people.code("office_officer", change) for _ in range(2))
    with pytest.raises(InvitationUnknown):
        _take(first)
    assert _take(second).role == "school_officer"


def test_an_invitation_ends_after_two_weeks_and_forgets_the_address(people: People) -> None:
    change = people.invite(
        "office_officer", people.offer("school", "school_officer", email="a@b.example")
    )
    code, late = people.code("office_officer", change), NOW + timedelta(days=14)
    with pytest.raises(InvitationUnknown):
        _take(code, now=late)
    people.invite("office_officer", people.offer("school", "school_officer"), now=late)
    assert _state(change) == ChangeState.EXPIRED
    with acting_as(roles.OWNER):
        assert not InvitationKey.objects.filter(change=change).exists()


def test_a_revoked_invitation_opens_nothing(people: People) -> None:
    change = people.invite("office_officer", people.offer("school", "school_officer"))
    code, viewer = people.code("office_officer", change), people.viewer("office_officer")
    with acting_as(roles.WORK, viewer.identity):
        revoke_invitation(viewer=viewer, change_id=change.pk, now=NOW)
    with pytest.raises(InvitationUnknown):
        _take(code)
    with pytest.raises(ChangedMeanwhile), acting_as(roles.WORK, viewer.identity):
        revoke_invitation(viewer=viewer, change_id=change.pk, now=NOW)


@pytest.mark.parametrize(
    ("who", "organization", "role"),
    [
        ("teacher", "school", "homeroom_teacher"),
        ("office_officer", "other_school", "school_officer"),
        ("office_officer", "school", "homeroom_teacher"),
        ("office_officer", "city", "officer"),
        ("district_officer", "school", "school_officer"),
        ("district_officer", "other_venue", "venue_manager"),
        ("city_officer", "school", "school_officer"),
        ("head", "district", "officer"),
        ("school_officer", "school", "officer"),
        ("citizen", "school", "school_officer"),
    ],
)
def test_others_may_not(people: People, who: str, organization: str, role: str) -> None:
    with pytest.raises((MayNotGive, NotVisible)):
        people.invite(who, people.offer(organization, role))


@pytest.mark.parametrize("group", [None, "other_class"])
def test_a_teacher_needs_a_class_of_the_school(people: People, group: str | None) -> None:
    number = people.world.class_groups[group].pk if group else None
    with pytest.raises(ClassGroupOfAnother):
        people.invite(
            "school_officer", people.offer("school", "homeroom_teacher", class_group_id=number)
        )


def _day_of(people: People, who: str) -> list[str]:
    viewer = people.viewer(who)
    with acting_as(roles.WORK, viewer.identity):
        return [task.title for task in day_of(viewer=viewer, now=NOW).tasks]


def test_a_powerful_role_needs_a_second_person(people: People) -> None:
    change = people.invite("city_officer", people.offer("office", "officer"))
    assert _state(change) == ChangeState.PROPOSED
    assert _day_of(people, "city_officer") == _day_of(people, "teacher") == []
    assert _day_of(people, "office_officer") == ["‘새 사람에게 담당자 역할 주기’ 확인하기"]
    with pytest.raises(NotVisible):
        people.code("city_officer", change)
    proposer, second = people.viewer("city_officer"), people.viewer("office_officer")
    common = {"change_id": change.pk, "site": SITE, "now": NOW}
    with pytest.raises(NotToYourself), acting_as(roles.WORK, proposer.identity):
        decide_change(viewer=proposer, confirmed=True, **common)
    with pytest.raises(ReasonNeeded), acting_as(roles.WORK, second.identity):
        decide_change(viewer=second, confirmed=False, **common)
    outsider = people.viewer("other_office_officer")
    with pytest.raises(NotVisible), acting_as(roles.WORK, outsider.identity):
        decide_change(viewer=outsider, confirmed=True, **common)
    with acting_as(roles.WORK, second.identity):
        decide_change(viewer=second, confirmed=True, **common)
    assert _day_of(people, "office_officer") == []
    assert _take(people.code("office_officer", change)).role == "officer"


def test_a_refusal_has_a_reason_and_ends_it(people: People) -> None:
    change = people.invite("city_officer", people.offer("city", "superintendent"))
    second = people.viewer("second_city_officer")
    common = {"viewer": second, "change_id": change.pk, "site": SITE, "now": NOW}
    with acting_as(roles.WORK, second.identity):
        decide_change(confirmed=False, reason="발령 공문과 다릅니다.", **common)
    with pytest.raises(ChangedMeanwhile), acting_as(roles.WORK, second.identity):
        decide_change(confirmed=True, **common)
    assert _state(change) == ChangeState.REFUSED


def test_the_second_officer_of_the_city_is_invited_by_the_first_alone(people: People) -> None:
    with acting_as(roles.OWNER):
        Membership.objects.filter(
            pk=people.world.viewer("second_city_officer").membership_id
        ).delete()
    first = people.invite("city_officer", people.offer("city", "officer"))
    another = people.invite("city_officer", people.offer("city", "officer", name="또 한 사람"))
    assert (_state(first), _state(another)) == (ChangeState.OPEN, ChangeState.PROPOSED)
    _take(people.code("city_officer", first))
    third = people.invite("city_officer", people.offer("city", "officer", name="셋째"))
    assert _state(third) == ChangeState.PROPOSED


def test_a_colleague_gets_a_role_at_once_but_nobody_himself(people: People) -> None:
    teacher, me = people.world.viewer("teacher"), people.world.viewer("school_officer")
    offer = people.offer("school", "school_officer", person_id=teacher.person_id, name="")
    change = people.invite("school_officer", offer)
    with acting_as(roles.OWNER):
        assert RoleChange.objects.get(pk=change.pk).given.person_id == teacher.person_id
    with pytest.raises(AlreadyHeld):
        people.invite("school_officer", offer)
    group = people.world.class_groups["class_1"].pk
    with pytest.raises(NotToYourself):
        people.invite(
            "school_officer",
            people.offer(
                "school", "homeroom_teacher", class_group_id=group, person_id=me.person_id
            ),
        )


def test_who_offered_it_cannot_take_it(people: People) -> None:
    group = people.world.class_groups["class_1"].pk
    change = people.invite(
        "school_officer", people.offer("school", "homeroom_teacher", class_group_id=group)
    )
    code, me = people.code("school_officer", change), people.world.viewer("school_officer")
    with pytest.raises(NotToYourself), acting_as(roles.IDENTITY, me.identity):
        accept_invitation(person_id=me.person_id, secret=code, now=NOW)
    other = people.world.viewer("other_teacher")
    with acting_as(roles.IDENTITY, other.identity):
        accept_invitation(person_id=other.person_id, secret=code, now=NOW)
    assert _state(change) == ChangeState.DONE


def test_an_address_is_one_persons(people: People) -> None:
    other = people.invite("office_officer", people.offer("school", "school_officer"))
    change = people.invite("office_officer", people.offer("school", "school_officer"))
    code = people.code("office_officer", change)
    _take(people.code("office_officer", other), "bora@person.example")
    with acting_as(roles.OWNER):
        EmailAddress.objects.filter(email="bora@person.example").update(verified=True)
    with pytest.raises(AddressTaken):
        _take(code, "Bora@person.example")
    assert _take(code).role == "school_officer"
