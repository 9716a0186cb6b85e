"""Codes of families, a guardian's answer, and what is left of a child whom nobody answered for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from hamkke.accounts.actions.confirm_on_paper import confirm_on_paper
from hamkke.accounts.actions.consent_as_guardian import consent_as_guardian
from hamkke.accounts.actions.end_family_role import end_family_role
from hamkke.accounts.actions.forget_unanswered import forget_unanswered
from hamkke.accounts.actions.refuse_as_guardian import refuse_as_guardian
from hamkke.accounts.actions.take_first_role import take_first_role
from hamkke.accounts.actions.try_secret import FREE_CODES
from hamkke.accounts.actions.withdraw_consent import withdraw_consent
from hamkke.accounts.errors import (
    ChangedMeanwhile,
    ChildIsFourteen,
    GuardianLinkUnknown,
    GuardianNeeded,
    InvitationUnknown,
)
from hamkke.accounts.models import (
    Account,
    ChildSignUp,
    GuardianConsent,
    InvitationKey,
    Membership,
    Person,
    RoleChange,
)
from hamkke.accounts.queries.families import class_lines, families_page
from hamkke.accounts.tasks import forget
from hamkke.accounts.viewer import Viewer
from hamkke.database import roles
from hamkke.database.errors import NotVisible
from hamkke.database.identity import Identity, acting_as
from hamkke.mail.models import Message, ReturnedMail
from tests.conftest import NOW
from tests.hamkke.accounts.conftest import PASSWORD, SITE, People
from tests.world import TODAY

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)
ACCOUNT = {
    "name": "강아름",
    "email": "kid@home.example",
    "password": PASSWORD,
    "again": PASSWORD,
}
CHILD = ACCOUNT | {"way": "mail", "guardian_email": "guardian@home.example"}
ANSWER = {"guardian_name": "강보호", "relation": "mother"}


@pytest.fixture(autouse=True)
def _at_the_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def _consent(secret: str, now: object = NOW) -> None:
    with acting_as(roles.IDENTITY):
        consent_as_guardian(secret=secret, site=SITE, now=now, **ANSWER)  # type: ignore[arg-type]


def _traces() -> dict[str, int]:
    """What is left anywhere of a child that signed up, and of its guardian."""
    with acting_as(roles.OWNER):
        return {
            "sign-ups": ChildSignUp.objects.count(),
            "keys": InvitationKey.objects.filter(name="강아름").count(),
            "people": Person.objects.filter(name="강아름").count(),
            "addresses": EmailAddress.objects.filter(email="kid@home.example").count(),
            "letters": Message.objects.filter(address="guardian@home.example").count(),
            "returned": ReturnedMail.objects.filter(address="guardian@home.example").count(),
        }


def test_a_school_and_a_teacher_hand_out_where_they_may(people: People) -> None:
    for who, group in (("school_officer", "class_2"), ("school_officer", None)):
        assert len(people.sheet(who, "parent", 2, group)) == 2
    assert len(people.sheet("teacher", "student", 3)) == 3
    for who, group in (
        ("teacher", "class_2"),
        ("teacher", None),
        ("teacher", "other_class"),
        ("school_officer", "other_class"),
        ("other_teacher", "class_1"),
        ("office_officer", "class_1"),
        ("student", "class_1"),
        ("parent", "class_1"),
        ("citizen", "class_1"),
    ):
        with pytest.raises(NotVisible):
            people.sheet(who, "student", 1, group)
    with pytest.raises(NotVisible):
        people.sheet("teacher", "officer")
    viewer = people.viewer("teacher")
    with acting_as(roles.WORK, viewer.identity):
        lines = class_lines(viewer=viewer)
        assert [line.class_group_id for line in lines] == [viewer.class_group_id]
        assert (lines[0].students, lines[0].parents) == (1, 1)
        page = families_page(viewer=viewer, class_group_id=viewer.class_group_id)
    assert page.unused == {"parent": 0, "student": 3}
    assert [member.role for member in page.members] == ["student", "parent"]


def test_a_new_sheet_ends_the_old_one_but_not_who_waits(people: People) -> None:
    waiting, unused = people.sheet("teacher", count=2)
    people.child_waits(waiting)
    [new] = people.sheet("school_officer")
    parents = people.sheet("teacher", "parent")
    for code, answer in ((unused, 404), (waiting, 404), (new, 200), (parents[0], 200)):
        assert Client().get(f"/accounts/invitations/{code}/").status_code == answer
    assert _traces()["sign-ups"] == 1


def test_a_parent_has_an_account_at_once_and_nothing_of_an_officer(people: People) -> None:
    [code] = people.sheet("teacher", "parent")
    client = Client()
    page = client.get(f"/accounts/invitations/{code}/")
    assert "가온초등학교 학부모로 초대받았습니다" in page.content.decode()
    assert "1번" not in page.content.decode()
    assert client.post(f"/accounts/invitations/{code}/", ACCOUNT)["Location"] == "/desk/"
    assert "가온초등학교 · 학부모 · 5학년 1반" in client.get("/desk/").content.decode()
    for path in ("/desk/people/", "/desk/families/", "/desk/people/import/"):
        assert client.get(path).status_code == 404
    assert Client().get(f"/accounts/invitations/{code}/").status_code == 404
    with acting_as(roles.OWNER):
        held = Membership.objects.get(person__name="강아름")
        assert (held.valid_from, held.valid_until) == (TODAY, date(2026, 2, 28))


def _signs_up(code: str, birth: str, body: dict[str, str]) -> tuple[Client, str]:
    client, path = Client(), f"/accounts/invitations/{code}/"
    assert "생년월일" in client.get(path).content.decode()
    assert client.post(path, {"birth": birth})["Location"] == path
    return client, client.post(path, body).headers.get("Location", "")


@pytest.fixture
def middle(people: People) -> People:
    """The school is one in which there are pupils of thirteen and of fourteen."""
    with acting_as(roles.OWNER):
        school = people.world.organization("school").school
        school.level = "middle"
        school.save()
    return people


@pytest.mark.parametrize(
    ("birth", "leads_to"),
    [("2011-12-12", "/accounts/waiting/"), ("2011-12-11", "/desk/"), ("2009-02-28", "/desk/")],
)
def test_fourteen_is_the_line(middle: People, birth: str, leads_to: str) -> None:
    [code] = middle.sheet("teacher")
    assert _signs_up(code, birth, CHILD)[1] == leads_to
    assert _traces()["people"] == (leads_to == "/desk/")


def test_an_older_date_of_birth_does_not_help_at_an_elementary_school(people: People) -> None:
    [code] = people.sheet("teacher")
    assert _signs_up(code, "2001-01-01", CHILD)[1] == "/accounts/waiting/"


def test_no_way_around_the_guardian(people: People) -> None:
    [code] = people.sheet("teacher")
    # The form of those who are fourteen, without saying how old: it asks for the age again.
    page = Client().post(f"/accounts/invitations/{code}/", ACCOUNT)
    assert "생년월일" in page.content.decode()
    account = {"name": "강아름", "email": "kid@home.example", "password": PASSWORD}
    for fourteen in (None, date(2029, 5, 5), date(2010, 5, 5)):
        with pytest.raises(GuardianNeeded), acting_as(roles.IDENTITY):
            take_first_role(secret=code, **account, fourteen=fourteen, now=NOW)  # type: ignore[arg-type]
    # Its own address is not a guardian's, in whatever case.
    client = _signs_up(code, "2013-05-05", CHILD | {"guardian_email": "KID@home.example"})[0]
    assert _traces()["sign-ups"] == 0
    page = client.post(f"/accounts/invitations/{code}/", CHILD | {"guardian_email": ""})
    assert "보호자 이메일을 적어 주세요." in page.content.decode()
    # The link is not in anything the child sees, and cannot be guessed.
    assert client.post(f"/accounts/invitations/{code}/", CHILD).status_code == 302
    with acting_as(roles.OWNER):
        link = Message.objects.get().text.partition("/accounts/guardian/")[2].partition("/")[0]
    seen = client.get("/accounts/waiting/").content.decode()
    assert "보호자에게 이메일을 보냈어요" in seen
    assert link not in seen
    # The guardian's link opens no invitation, the code no guardian's page.
    assert client.get(f"/accounts/invitations/{link}/").status_code == 404
    assert client.get(f"/accounts/guardian/{code}/").status_code == 404
    for number in range(FREE_CODES):
        assert client.get(f"/accounts/guardian/guess-{number}/").status_code in {404, 429}
    assert client.get(f"/accounts/guardian/{link}/").status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.8").get(f"/accounts/guardian/{link}/").status_code == 200
    body = {"login_name": "kid@home.example", "password": PASSWORD}
    assert "맞지 않습니다" in client.post("/accounts/sign-in/", body).content.decode()


def test_a_guardian_consents_once(people: People) -> None:
    link = people.child_waits(people.sheet("teacher")[0])
    path, guardian = f"/accounts/guardian/{link}/", Client()
    page = guardian.get(path)
    assert "강아름 학생의 계정에 동의하시겠습니까?" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert "고칠 곳이 2개" in guardian.post(path, {"decision": "consent"}).content.decode()
    assert guardian.post(path, ANSWER).status_code == 302
    assert "동의하셨습니다" in guardian.get(path).content.decode()
    with acting_as(roles.OWNER):
        consent = GuardianConsent.objects.get()
        assert (consent.guardian_name, consent.way) == ("강보호", "link")
        letters = {item.purpose: item.address for item in Message.objects.all()}
    # The asking letter went with what the child typed; the last ones go when they are delivered.
    assert letters == {"guardian_told": "guardian@home.example", "child_told": "kid@home.example"}
    with pytest.raises(GuardianLinkUnknown):
        _consent(link)
    with pytest.raises(GuardianLinkUnknown), acting_as(roles.IDENTITY):
        refuse_as_guardian(secret=link, now=NOW)
    child = Client()
    body = {"login_name": "kid@home.example", "password": PASSWORD}
    assert child.post("/accounts/sign-in/", body)["Location"] == "/desk/"
    assert "가온초등학교 · 학생 · 5학년 1반" in child.get("/desk/").content.decode()
    with acting_as(roles.OWNER):
        Message.objects.update(state="sent", finished_at=NOW, subject="", text="")
    with acting_as(roles.JOBS):
        forget_unanswered(now=NOW)
    assert _traces() | {"people": 0, "addresses": 0} == dict.fromkeys(_traces(), 0)


def test_a_refusal_leaves_nothing_and_tells_the_child(people: People) -> None:
    link = people.child_waits(people.sheet("teacher")[0])
    guardian = Client()
    answer = guardian.post(f"/accounts/guardian/{link}/", {"decision": "refuse"})
    assert "모두 지웠습니다" in guardian.get(answer["Location"]).content.decode()
    assert _traces() == dict.fromkeys(_traces(), 0)
    with acting_as(roles.OWNER):
        told = Message.objects.get()
        assert RoleChange.objects.latest("pk").state == "refused"
    assert told.address == "kid@home.example"
    assert "보호자가 동의하지 않았어요" in told.text
    assert guardian.get(f"/accounts/guardian/{link}/").status_code == 404
    with pytest.raises(GuardianLinkUnknown):
        _consent(link)


def test_without_an_answer_everything_is_gone_after_seven_days(people: People) -> None:
    link = people.child_waits(people.sheet("teacher")[0])
    with acting_as(roles.OWNER):
        ReturnedMail.objects.create(
            address="guardian@home.example", status="5.1.1", returned_at=NOW
        )
    before, after = NOW + WEEK - timedelta(seconds=1), NOW + WEEK
    with acting_as(roles.JOBS):
        forget_unanswered(now=before)
    assert _traces()["sign-ups"] == 1
    # Late is late, also before the job comes by.
    with pytest.raises(GuardianLinkUnknown):
        _consent(link, after)
    with acting_as(roles.JOBS):
        assert forget_unanswered(now=after) == 1
    assert _traces() == dict.fromkeys(_traces(), 0)
    with acting_as(roles.OWNER):
        assert RoleChange.objects.latest("pk").state == "expired"


def test_of_two_children_with_one_guardian_the_other_one_is_still_asked_for(people: People) -> None:
    first, second = people.sheet("teacher", count=2)
    link = people.child_waits(first)
    people.child_waits(second, email="sister@home.example")
    with acting_as(roles.IDENTITY):
        refuse_as_guardian(secret=link, now=NOW)
    with acting_as(roles.OWNER):
        assert Message.objects.filter(purpose="guardian").exists()
        assert ChildSignUp.objects.get().email == "sister@home.example"


def test_the_school_confirms_on_paper(
    people: People, browse: Callable[[Viewer | None], Client]
) -> None:
    people.child_waits(people.sheet("teacher")[0], guardian="")
    viewer = people.viewer("teacher")
    with acting_as(roles.WORK, viewer.identity):
        [child] = families_page(viewer=viewer, class_group_id=viewer.class_group_id).waiting
    assert child.name == "강아름"
    for who in ("colleague", "other_teacher", "office_officer", "parent", "student"):
        other = people.viewer(who)
        with pytest.raises(NotVisible), acting_as(roles.WORK, other.identity):
            confirm_on_paper(viewer=other, change_id=child.change_id, now=NOW, **ANSWER)
    client, path = browse(viewer), f"/desk/families/children/{child.change_id}/"
    assert "받은 뒤에 확인해 주세요" in client.post(path, ANSWER).content.decode()
    assert client.post(path, ANSWER | {"signed": "on"}).status_code == 302
    assert client.get(path).status_code == 404
    with acting_as(roles.OWNER):
        consent = GuardianConsent.objects.get()
        assert (consent.way, consent.confirmed_by_id) == ("paper", viewer.membership_id)
        assert Account.objects.filter(person=consent.person, is_active=True).exists()


def test_paper_that_comes_too_late(people: People) -> None:
    people.child_waits(people.sheet("teacher")[0], guardian="")
    viewer = people.viewer("teacher")
    with acting_as(roles.OWNER):
        change = RoleChange.objects.latest("pk")
    with pytest.raises(ChangedMeanwhile), acting_as(roles.WORK, viewer.identity):
        confirm_on_paper(viewer=viewer, change_id=change.pk, now=NOW + WEEK, **ANSWER)


def test_a_guardian_withdraws_until_the_child_is_fourteen(people: People) -> None:
    link = people.child_waits(people.sheet("teacher")[0])
    _consent(link)
    fourteen = NOW.replace(year=2029, month=5, day=5)
    with pytest.raises(ChildIsFourteen), acting_as(roles.IDENTITY):
        withdraw_consent(secret=link, now=fourteen)
    answer = Client().post(f"/accounts/guardian/{link}/", {"decision": "withdraw"})
    assert answer.status_code == 302
    assert _traces()["people"] == _traces()["addresses"] == 0
    with acting_as(roles.OWNER):
        assert not GuardianConsent.objects.exists()
    assert Client().get(f"/accounts/guardian/{link}/").status_code == 404


def test_a_pupil_who_leaves_is_ended_by_the_school(people: People) -> None:
    held, viewer = people.world.viewer("student").membership_id or 0, people.viewer("teacher")
    colleague = people.viewer("colleague")
    with pytest.raises(NotVisible), acting_as(roles.WORK, colleague.identity):
        end_family_role(viewer=colleague, membership_id=held, now=NOW)
    with pytest.raises(NotVisible), acting_as(roles.WORK, viewer.identity):
        end_family_role(viewer=viewer, membership_id=viewer.membership_id or 0, now=NOW)
    with acting_as(roles.WORK, viewer.identity):
        end_family_role(viewer=viewer, membership_id=held, now=NOW)
    with acting_as(roles.OWNER):
        assert Membership.objects.get(pk=held).valid_until == TODAY


def test_a_code_is_used_once_by_two_at_the_same_time(people: People) -> None:
    [code] = people.sheet("teacher")
    people.child_waits(code)
    with pytest.raises(InvitationUnknown):
        people.child_waits(code, email="other@home.example")
    who = Identity(people.world.viewer("citizen").person_id, None, TODAY)
    with acting_as(roles.IDENTITY, who):
        assert ChildSignUp.objects.count() == 1


def test_the_periodic_job_forgets_what_nobody_answered(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = people.invite("office_officer", people.offer("school", "school_officer"))
    people.child_waits(people.sheet("teacher")[0])
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(days=15))
    forget(timestamp=0)
    with acting_as(roles.OWNER):
        assert not InvitationKey.objects.exists()
        assert RoleChange.objects.get(pk=change.pk).state == "expired"
    assert _traces() == dict.fromkeys(_traces(), 0)
