"""What is held on a person: seen by that person alone, complete, corrected, deleted."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client

from hamkke.accounts.actions.consent_as_guardian import consent_as_guardian
from hamkke.accounts.actions.erase_person import erase_person
from hamkke.accounts.errors import LastOfBodies
from hamkke.accounts.models import Account, Membership, Person, RoleChange
from hamkke.accounts.queries.viewer import viewer_of_account
from hamkke.accounts.viewer import Viewer
from hamkke.audit.models import ActionEntry
from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.inbox.models import MailPreference, Notice, NoticeReading
from tests.conftest import NOW
from tests.hamkke.accounts.conftest import SITE, People
from tests.world import TODAY, add_viewer

pytestmark = pytest.mark.django_db
Browse = Callable[[Viewer | None], Client]


@pytest.fixture(autouse=True)
def _at_the_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def child(people: People) -> Viewer:
    """A child whose guardian consented."""
    link = people.child_waits(people.sheet("teacher")[0])
    with acting_as(roles.IDENTITY):
        consent_as_guardian(
            secret=link, site=SITE, now=NOW, guardian_name="강보호", relation="mother"
        )
    with acting_as(roles.OWNER):
        account = Account.objects.select_related("person").get(person__name="강아름")
        return viewer_of_account(account=account, membership_id=None, today=TODAY)


def _told(person_id: int) -> None:
    with acting_as(roles.OWNER):
        notice = Notice.objects.create(
            person_id=person_id, kind="x", title="알림", url="/desk/", posted_at=NOW
        )
        NoticeReading.objects.create(notice=notice, person_id=person_id, read_at=NOW)
        MailPreference.objects.create(
            person_id=person_id,
            choice="digest",
            quiet_from="21:00",
            quiet_until="07:00",
            quiet_days=True,
        )


def _exported(client: Client) -> dict[str, list[dict[str, Any]]]:
    answer = client.get("/accounts/me/export.json")
    assert "attachment" in answer["Content-Disposition"]
    return {part["table"]: part["records"] for part in json.loads(answer.content)["held"]}


def test_the_export_is_complete_and_opens_no_door(child: Viewer, browse: Browse) -> None:
    assert child.person_id
    _told(child.person_id)
    client = browse(child)
    held = _exported(client)
    assert held["accounts_guardianconsent"][0]["guardian_name"] == "강보호"
    assert held["account_emailaddress"][0]["email"] == "kid@home.example"
    assert {"accounts_membership", "accounts_rolechange", "inbox_notice"} <= set(held)
    assert {"inbox_noticereading", "inbox_mailpreference"} <= set(held)
    text = json.dumps(held)
    with acting_as(roles.OWNER):
        account = Account.objects.get(person_id=child.person_id)
    assert account.password not in text
    assert "hash" not in text
    assert "text" not in held.get("mail_message", [{}])[0]
    for path in ("/accounts/me/", "/accounts/me/all/"):
        page = client.get(path).content.decode()
        assert "강보호" in page


def test_every_table_that_refers_to_a_person_is_looked_at(people: People) -> None:
    """Whatever table an app adds later is in the export, because PostgreSQL knows its keys."""
    with acting_as(roles.OWNER), connection.cursor() as cursor:
        cursor.execute(
            "create table later_record (id int, person_id bigint references accounts_person)"
        )
        teacher = people.viewer("teacher")
        cursor.execute("insert into later_record values (7, %s)", [teacher.person_id])
    with acting_as(roles.IDENTITY, teacher.identity), connection.cursor() as cursor:
        cursor.execute("select content->>'id' from accounts_held_on_me() where kept_in ~ '^later'")
        assert cursor.fetchall() == [("7",)]


def test_somebody_elses_data_is_nobodys(
    child: Viewer, people: People, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    for who in ("teacher", "school_officer", "parent", "city_officer"):
        client = browse(people.viewer(who))
        for path in ("/accounts/me/", "/accounts/me/all/", "/accounts/me/export.json"):
            content = client.get(path).content.decode()
            assert "kid@home.example" not in content
            assert "강보호" not in content
    for path in ("me/", "me/all/", "me/export.json", "me/correct/", "me/delete/"):
        answer = Client().get(f"/accounts/{path}")
        assert answer["Location"].startswith("/accounts/sign-in/")
    # Who is signed in for long proves again who it is before taking everything along.
    client = browse(child)
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(hours=1))
    for path in ("/accounts/me/all/", "/accounts/me/export.json", "/accounts/me/delete/"):
        assert client.get(path)["Location"].startswith("/accounts/confirm/")


def test_a_name_is_corrected(people: People, browse: Browse) -> None:
    client = browse(people.viewer("parent"))
    assert client.post("/accounts/me/correct/", {"name": "새이름"}).status_code == 302
    assert "새이름" in client.get("/accounts/me/").content.decode()
    assert client.post("/accounts/me/correct/", {"name": "\u202e"}).status_code == 200
    with acting_as(roles.OWNER):
        assert Person.objects.get(pk=people.viewer("parent").person_id).name == "새이름"
        assert Person.objects.filter(name="새이름").count() == 1


def test_deleting_leaves_no_name_of_who_did_nothing_for_a_body(
    child: Viewer, browse: Browse
) -> None:
    assert child.person_id
    _told(child.person_id)
    client = browse(child)
    page = client.get("/accounts/me/delete/").content.decode()
    assert "이름과 소속, 이름이 바뀐 기록, 보호자 동의" in page
    assert client.post("/accounts/me/delete/", {"x": "1"}).status_code == 200
    assert client.post("/accounts/me/delete/", {"sure": "on"})["Location"] == "/accounts/sign-in/"
    assert client.get("/desk/")["Location"].startswith("/accounts/sign-in/")
    with acting_as(roles.OWNER), connection.cursor() as cursor:
        assert not Person.objects.filter(pk=child.person_id).exists()
        assert not Membership.objects.filter(person_id=child.person_id).exists()
        assert not EmailAddress.objects.filter(email="kid@home.example").exists()
        assert not Notice.objects.exists()
        assert RoleChange.objects.latest("pk").person_id is None
        cursor.execute("select count(*) from accounts_personevent where name = '강아름'")
        assert cursor.fetchone() == (0,)
        # Who did what stays, by number.
        kept = ActionEntry.objects.filter(person_number=child.person_id)
        assert "erase_person" in kept.values_list("action", flat=True)


def test_deleting_keeps_the_name_with_what_was_done(people: People, browse: Browse) -> None:
    teacher = people.viewer("teacher")
    assert teacher.person_id
    people.sheet("teacher")
    with acting_as(roles.OWNER), connection.cursor() as cursor:
        cursor.execute(
            "create table agreements_later (id int, person_id bigint references accounts_person)"
        )
        cursor.execute("insert into agreements_later values (7, %s)", [teacher.person_id])
    client = browse(teacher)
    page = client.get("/accounts/me/delete/").content.decode()
    assert "협약을 쓰고 고치고 서명한 기록" in page
    with acting_as(roles.IDENTITY):
        assert erase_person(person_id=teacher.person_id, now=NOW) is False
    with acting_as(roles.OWNER):
        assert Person.objects.get(pk=teacher.person_id).name == teacher.name
        assert Membership.objects.get(pk=teacher.membership_id).valid_until == TODAY
        assert not Account.objects.filter(person_id=teacher.person_id).exists()
    assert client.get("/desk/")["Location"].startswith("/accounts/sign-in/")


def test_the_last_one_of_a_body_is_told_to_hand_over(people: People, browse: Browse) -> None:
    officer = people.viewer("school_officer")
    assert officer.person_id
    client = browse(officer)
    page = client.get("/accounts/me/delete/").content.decode()
    assert "가온초등학교의 마지막 담당자입니다" in page
    said = client.post("/accounts/me/delete/", {"sure": "on"}).content.decode()
    assert "후임에게 넘겨주기를 한 뒤 다시 지워 주세요" in said
    with pytest.raises(LastOfBodies), acting_as(roles.IDENTITY):
        erase_person(person_id=officer.person_id, now=NOW)
    with acting_as(roles.OWNER):
        add_viewer(
            name="후임",
            login_name="next",
            organization=people.world.organization("school"),
            role="school_officer",
        )
    with acting_as(roles.IDENTITY):
        assert erase_person(person_id=officer.person_id, now=NOW) is True
