"""Roles cannot be taken by SQL: each policy and each owner-run function, in the runtime roles."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError

from hamkke.accounts.models import (
    ChildSignUp,
    GuardianConsent,
    InvitationKey,
    Membership,
    Person,
    RoleChange,
    StaffImport,
)
from hamkke.database import roles
from hamkke.database.identity import Identity, acting_as, civil_day
from tests.conftest import NOW
from tests.hamkke.accounts.conftest import People
from tests.world import TODAY

pytestmark = pytest.mark.django_db
DENIED = "permission denied"
REFUSED = f"row-level security|{DENIED}|insufficient"


def _run(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _refused(people: People, who: str, statement: str, *values: object) -> None:
    with (
        pytest.raises((ProgrammingError, IntegrityError), match=REFUSED),
        acting_as(roles.WORK, people.viewer(who).identity),
    ):
        _run(statement, *values)


@pytest.mark.parametrize("role", roles.RUNTIME_ROLES)
@pytest.mark.parametrize(
    "statement",
    [
        "insert into accounts_membership select * from accounts_membership",
        "update accounts_membership set role = 'officer'",
        "update accounts_membership set valid_until = null",
        "delete from accounts_membership",
        "update accounts_rolechange set state = 'open'",
        "delete from accounts_rolechange",
        "update accounts_invitationkey set code_hash = 'x'",
        "select code_hash from accounts_invitationkey",
        "select link_hash from accounts_invitationkey",
        "update accounts_staffimport set undone_at = null",
        "select accounts_carry_out(1, now())",
        "select accounts_add_membership(null, 1)",
        "select accounts_admit_child(1, 'x', 'mother', 'link', now())",
        "select link_hash from accounts_guardianconsent",
        "update accounts_guardianconsent set guardian_name = 'x'",
        "delete from accounts_childsignup",
        "update accounts_childsignup set guardian_email = 'x'",
    ],
)
def test_no_runtime_role_writes_a_role(people: People, role: str, statement: str) -> None:
    with (
        pytest.raises(ProgrammingError, match=DENIED),
        acting_as(role, people.viewer("teacher").identity),
    ):
        _run(statement)


def test_those_who_give_see_people_elsewhere(people: People) -> None:
    officer, manager = people.viewer("office_officer"), people.world.viewer("manager")
    with acting_as(roles.WORK, officer.identity):
        assert Membership.objects.filter(person_id=manager.person_id).exists()
        assert Person.objects.filter(pk=manager.person_id).exists()
        # Only for the roles they give: not the teachers of a school.
        teacher = people.world.viewer("teacher").person_id
        assert not Membership.objects.filter(person_id=teacher).exists()
        assert not Person.objects.filter(pk=teacher).exists()
    with acting_as(roles.WORK, people.viewer("other_office_officer").identity):
        assert not Membership.objects.filter(person_id=manager.person_id).exists()
        assert not Person.objects.filter(pk=manager.person_id).exists()


def test_the_identity_role_adds_a_person_without_a_role(people: People) -> None:
    with acting_as(roles.IDENTITY):
        person = Person.objects.create(name="새 사람")
        assert person.pk
    for role in (roles.PUBLIC, roles.WORK, roles.SUPPORT, roles.JOBS):
        with pytest.raises(ProgrammingError, match=DENIED), acting_as(role):
            Person.objects.create(name="새 사람")


def test_changes_are_seen_by_those_who_may_give(people: People) -> None:
    change = people.invite("office_officer", people.offer("school", "school_officer"))
    for who, sees in (
        ("office_officer", True),
        ("school_officer", True),
        ("other_office_officer", False),
        ("district_officer", False),
        ("teacher", False),
        ("citizen", False),
    ):
        with acting_as(roles.WORK, people.viewer(who).identity):
            assert RoleChange.objects.filter(pk=change.pk).exists() == sees, who
            keys = InvitationKey.objects.filter(pk=change.pk).values("name", "email")
            assert bool(keys) == sees, who


INSERT = (
    "insert into accounts_rolechange (organization_id, role, gives, person_id, valid_from, state,"
    " proposed_by_id, proposed_at, note, reason, given_id, decided_by_id)"
    " values (%s, %s, true, %s, %s, %s, %s, %s, '', '', %s, %s)"
)


def test_nobody_inserts_a_role_that_is_not_his_to_give(people: People) -> None:
    school = people.world.organization("school").pk
    city = people.world.organization("city").pk
    mine = {
        key: people.world.viewer(key).membership_id
        for key in ("teacher", "school_officer", "city_officer")
    }
    me, colleague = (people.world.viewer(k).person_id for k in ("school_officer", "colleague"))
    same = (TODAY, "open")
    tries: list[tuple[str, tuple[object, ...]]] = [
        # a teacher to anybody; an officer of a school to himself, in another's name, elsewhere
        ("teacher", (school, "school_officer", colleague, *same, mine["teacher"])),
        ("school_officer", (school, "homeroom_teacher", me, *same, mine["school_officer"])),
        ("school_officer", (school, "homeroom_teacher", colleague, *same, mine["city_officer"])),
        ("school_officer", (city, "officer", colleague, *same, mine["school_officer"])),
        ("school_officer", (school, "officer", colleague, *same, mine["school_officer"])),
        # a powerful role without the second person, or with a second person made up
        ("city_officer", (city, "superintendent", colleague, *same, mine["city_officer"])),
    ]
    for who, values in tries:
        _refused(people, who, INSERT, *values, NOW, None, None)
    made_up = (city, "superintendent", colleague, TODAY, "proposed", mine["city_officer"], NOW)
    _refused(people, "city_officer", INSERT, *made_up, None, mine["school_officer"])
    _refused(people, "city_officer", INSERT, *made_up, mine["school_officer"], None)


def test_a_key_is_added_to_ones_own_change_only(people: People) -> None:
    change = people.invite("office_officer", people.offer("school", "school_officer"))
    with acting_as(roles.OWNER):
        InvitationKey.objects.filter(change=change).delete()
    insert = (
        "insert into accounts_invitationkey (change_id, name, email, code_hash, expires_at)"
        " values (%s, '가', '', 'known', now())"
    )
    # Not even another who could give the role: a known code would be his to accept.
    for who in ("school_officer", "teacher", "other_office_officer"):
        _refused(people, who, insert, change.pk)


def test_decisions_in_sql_ask_the_same_questions(people: People) -> None:
    decide = "select accounts_decide_change(%s, %s, '', now())"
    change = people.invite("city_officer", people.offer("office", "officer"))
    for who, decision in (
        ("city_officer", "confirm"),  # who proposed it
        ("teacher", "confirm"),
        ("other_office_officer", "confirm"),
        ("office_officer", "carry_out"),
        ("city_officer", "carry_out"),  # not yet confirmed
        ("office_officer", "done"),
        ("teacher", "revoke"),
    ):
        _refused(people, who, decide, change.pk, decision)
    _refused(people, "office_officer", "select accounts_issue_key(%s, true, 'x', now())", change.pk)
    with acting_as(roles.OWNER):
        assert RoleChange.objects.get(pk=change.pk).state == "proposed"


def test_a_borrowed_identity_confirms_nothing(people: People) -> None:
    """A membership counts only with its own person."""
    change = people.invite("city_officer", people.offer("office", "officer"))
    borrowed = Identity(
        people.world.viewer("city_officer").person_id,
        people.world.viewer("office_officer").membership_id,
        TODAY,
    )
    with (
        pytest.raises(ProgrammingError, match=REFUSED),
        acting_as(roles.WORK, borrowed),
    ):
        _run("select accounts_decide_change(%s, 'confirm', '', now())", change.pk)


def test_the_last_keeper_stays_also_in_sql(people: People) -> None:
    school, held = people.world.organization("school").pk, people.world.viewer("school_officer")
    with acting_as(roles.WORK, held.identity):
        change = RoleChange.objects.create(
            organization_id=school,
            role="school_officer",
            gives=False,
            ends_id=held.membership_id,
            last_day=TODAY,
            proposed_by_id=held.membership_id,
            proposed_at=NOW,
        )
        with pytest.raises(IntegrityError, match="nobody would be left"), transaction.atomic():
            _run("select accounts_decide_change(%s, 'carry_out', '', now())", change.pk)


def test_a_change_cannot_end_another_membership_than_it_says(people: People) -> None:
    """The role that is checked is the role of the membership that ends."""
    officer = people.viewer("office_officer")
    teacher = people.world.viewer("teacher")
    with acting_as(roles.WORK, officer.identity):
        change = RoleChange.objects.create(
            organization_id=people.world.organization("school").pk,
            role="school_officer",
            gives=False,
            ends_id=teacher.membership_id,
            last_day=TODAY,
            proposed_by_id=officer.membership_id,
            proposed_at=NOW,
        )
        with pytest.raises(IntegrityError, match="cannot end"), transaction.atomic():
            _run("select accounts_decide_change(%s, 'carry_out', '', now())", change.pk)


def test_a_teacher_gets_no_class_of_another_school(people: People) -> None:
    officer, other = people.viewer("school_officer"), people.world.class_groups["other_class"]
    for role, group in (("homeroom_teacher", other.pk), ("homeroom_teacher", None)):
        with acting_as(roles.WORK, officer.identity):
            change = RoleChange.objects.create(
                organization_id=officer.organization_id,
                role=role,
                class_group_id=group,
                person_id=people.world.viewer("colleague").person_id,
                valid_from=TODAY,
                proposed_by_id=officer.membership_id,
                proposed_at=NOW,
            )
            with pytest.raises(IntegrityError, match="does not fit"), transaction.atomic():
                _run("select accounts_decide_change(%s, 'carry_out', '', now())", change.pk)


def test_invitations_are_looked_up_by_who_signs_in_only(people: People) -> None:
    for role in (roles.PUBLIC, roles.WORK, roles.SUPPORT, roles.JOBS):
        for call in ("accounts_find_invitation('x')", "accounts_accept_invitation('x', now())"):
            with pytest.raises(ProgrammingError, match=DENIED), acting_as(role):
                _run(f"select {call}")
    with pytest.raises(ProgrammingError), acting_as(roles.IDENTITY):
        _run("select accounts_accept_invitation('x', now())")


def test_without_a_day_it_is_the_citys(people: People) -> None:
    """The connection speaks UTC, where it is still yesterday until nine in the morning."""
    with acting_as(roles.PUBLIC), connection.cursor() as cursor:
        cursor.execute("select hamkke_today(), now()")
        day, moment = cursor.fetchone()
    assert day == civil_day(moment)


def test_an_import_is_the_schools_own(people: People) -> None:
    viewer = people.viewer("school_officer")

    def make(made_by: object, organization: str = "school") -> StaffImport:
        return StaffImport.objects.create(
            organization_id=people.world.organization(organization).pk,
            made_by_id=made_by,
            made_at=NOW,
            digest=organization,
        )

    with acting_as(roles.WORK, viewer.identity):
        batch = make(viewer.membership_id)
        assert StaffImport.objects.count() == 1
    for who in ("teacher", "other_teacher", "office_officer"):
        other = people.viewer(who)
        with acting_as(roles.WORK, other.identity):
            assert StaffImport.objects.count() == 0, who
        _refused(people, who, "select accounts_undo_import(%s, now())", batch.pk)
        _refused(people, who, "select accounts_add_class_group(2025, 1, '1', 20)")
        with pytest.raises(ProgrammingError, match=REFUSED), acting_as(roles.WORK, other.identity):
            make(other.membership_id)
    for values in (
        (viewer.membership_id, "other_school"),
        (people.world.viewer("teacher").membership_id,),
    ):
        with pytest.raises(ProgrammingError, match=REFUSED), acting_as(roles.WORK, viewer.identity):
            make(*values)


def test_an_import_that_names_others_classes_deletes_none(people: People) -> None:
    viewer, other = people.viewer("school_officer"), people.world.class_groups["other_class"]
    with acting_as(roles.WORK, viewer.identity):
        batch = StaffImport.objects.create(
            organization_id=people.world.organization("school").pk,
            made_by_id=viewer.membership_id,
            made_at=NOW,
            digest="x",
            class_groups=[other.pk],
        )
        _run("select accounts_undo_import(%s, now())", batch.pk)
    with acting_as(roles.OWNER):
        other.refresh_from_db()


def test_bodies_are_added_by_those_who_invite_their_first_people(people: People) -> None:
    ours, theirs = (people.world.organization(key).pk for key in ("district", "other_district"))
    add = "select accounts_add_organization(%s, '새 기관', %s, 'NEW1', '', %s)"
    school = '{"level": "elementary", "level_name": "초등학교", "districts": []}'
    for who, kind, district in (
        ("office_officer", "school", theirs),
        ("office_officer", "district", ours),
        ("office_officer", "metropolitan_office", ours),
        ("district_officer", "school", ours),
        ("city_officer", "school", ours),
        ("city_officer", "metropolitan_office", None),
        ("teacher", "venue", ours),
        ("manager", "venue", ours),
        ("office_officer", "school", None),
    ):
        _refused(people, who, add, kind, district, school)
    with acting_as(roles.WORK, people.viewer("office_officer").identity):
        _run(add, "school", ours, school)


def test_history_holds_no_name_and_no_address(people: People) -> None:
    people.invite("office_officer", people.offer("school", "school_officer", email="a@b.example"))
    with acting_as(roles.OWNER), connection.cursor() as cursor:
        cursor.execute("select to_jsonb(e)::text from accounts_rolechangeevent e")
        kept = "".join(row[0] for row in cursor.fetchall())
    assert "school_officer" in kept
    assert "새 사람" not in kept
    assert "a@b.example" not in kept


def test_a_membership_that_ended_gives_nothing(people: People) -> None:
    with acting_as(roles.OWNER):
        Membership.objects.filter(pk=people.world.viewer("city_officer").membership_id).update(
            valid_until=date(2025, 12, 10)
        )
    with (
        acting_as(roles.WORK, people.viewer("city_officer").identity),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "select accounts_may_give(%s, 'officer')", [people.world.organization("office").pk]
        )
        assert cursor.fetchone()[0] is False


def test_what_a_child_typed_is_the_identity_roles_alone(people: People) -> None:
    people.child_waits(people.sheet("teacher")[0])
    with acting_as(roles.IDENTITY):
        assert ChildSignUp.objects.get().guardian_email == "guardian@home.example"
    for role in (roles.PUBLIC, roles.WORK, roles.SUPPORT, roles.JOBS):
        for column in ("guardian_email", "email", "password", "fourteen_on", "asked_at", "*"):
            with (
                pytest.raises(ProgrammingError, match=DENIED),
                acting_as(role, people.viewer("teacher").identity),
            ):
                _run(f"select {column} from accounts_childsignup")
    # That somebody waits, and under which name, the school knows: the class's teacher, its officer.
    for who, sees in (
        ("teacher", True),
        ("school_officer", True),
        ("colleague", False),
        ("other_teacher", False),
        ("office_officer", False),
        ("student", False),
        ("parent", False),
    ):
        with acting_as(roles.WORK, people.viewer(who).identity):
            assert bool(ChildSignUp.objects.values_list("pk")) == sees, who
            assert InvitationKey.objects.filter(name="강아름").values("name").exists() == sees, who
            assert RoleChange.objects.filter(role="student").exists() == sees, who


FAMILY = (
    "insert into accounts_rolechange (organization_id, class_group_id, role, gives, person_id,"
    " ends_id, last_day, valid_from, state, proposed_by_id, proposed_at, note, reason)"
    " values (%s, %s, %s, true, %s, %s, %s, %s, 'open', %s, %s, '', '')"
)


def test_nobody_hands_out_what_is_not_his_class(people: People) -> None:
    school = people.world.organization("school").pk
    groups = {key: group.pk for key, group in people.world.class_groups.items()}
    student = people.world.viewer("student")
    mine, own = people.world.viewer("teacher").membership_id, groups["class_1"]
    tries: list[tuple[str, tuple[object, ...]]] = [
        # another class, no class, another role, a person at once, an end, in another's name
        ("teacher", (school, groups["class_2"], "student", None, None, None, TODAY, mine)),
        ("teacher", (school, None, "parent", None, None, None, TODAY, mine)),
        ("teacher", (school, own, "homeroom_teacher", None, None, None, TODAY, mine)),
        ("teacher", (school, own, "student", student.person_id, None, None, TODAY, mine)),
        ("teacher", (school, own, "student", None, student.membership_id, TODAY, TODAY, mine)),
        ("colleague", (school, own, "student", None, None, None, TODAY, mine)),
        ("student", (school, own, "student", None, None, None, TODAY, student.membership_id)),
    ]
    for who, values in tries:
        _refused(people, who, FAMILY, *values, NOW)
    people.sheet("teacher")
    for who in ("colleague", "other_teacher", "student", "office_officer"):
        _refused(people, who, "select accounts_end_family_codes(%s, 'student', %s)", own, NOW)
        held = student.membership_id
        _refused(people, who, "select accounts_end_family_role(%s, %s)", held, NOW)
    _refused(people, "teacher", "select accounts_end_family_role(%s, %s)", mine, NOW)
    _refused(people, "teacher", "select accounts_guardian_consents('x', 'y', 'mother', %s)", NOW)


def test_a_name_and_a_consent_are_ones_own(people: People) -> None:
    people.child_waits(people.sheet("teacher")[0], guardian="")
    teacher, student = people.viewer("teacher"), people.viewer("student")
    with acting_as(roles.OWNER):
        change = RoleChange.objects.latest("pk").pk
    with acting_as(roles.WORK, teacher.identity):
        _run("select accounts_confirm_on_paper(%s, '강보호', 'mother', %s)", change, NOW)
    with acting_as(roles.OWNER):
        child = Person.objects.get(name="강아름")
    own = Identity(child.pk, None, TODAY)
    for who, sees in ((own, True), (student.identity, False), (Identity(), False)):
        with acting_as(roles.IDENTITY, who):
            consents = GuardianConsent.objects.filter(person=child).values("guardian_name")
            assert bool(consents) == sees
            assert bool(Person.objects.filter(pk=child.pk).update(name="새이름")) == sees
    with pytest.raises(ProgrammingError, match=DENIED), acting_as(roles.WORK, teacher.identity):
        GuardianConsent.objects.exists()
    with pytest.raises(ProgrammingError), acting_as(roles.IDENTITY):
        _run("select accounts_erase_me(%s)", NOW)
    with acting_as(roles.IDENTITY), connection.cursor() as cursor:
        cursor.execute("select * from accounts_held_on_me()")
        assert cursor.fetchall() == []
