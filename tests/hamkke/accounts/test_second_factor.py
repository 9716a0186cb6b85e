"""Officials prove themselves twice; sessions end; hats and leavers get no further than they may."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings

from hamkke.accounts.actions.reset_second_factor import reset_second_factor
from hamkke.accounts.adapters.second_factor import SecondFactorAdapter
from hamkke.accounts.errors import NotYoursToReset
from hamkke.accounts.models import Account, Membership, Role
from hamkke.accounts.queries.security import device_name
from hamkke.accounts.rules import needs_second_factor
from hamkke.accounts.viewer import Viewer
from hamkke.audit.models import ActionEntry
from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.mail.actions.mark_returned import mark_returned
from hamkke.mail.models import Message, ReturnedMail
from tests.journeys.authenticator import code_of
from tests.world import World, client_of

PASSWORD = "바른-비밀번호-1"
NEW = "느티나무-아래-도서관-47"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
LEAD = "/accounts/second-factor/"


def _account(login_name: str) -> Account:
    return Account.objects.get(login_name=login_name)


def _address(login_name: str) -> str:
    address = f"{login_name}@x.example"
    with acting_as(roles.OWNER):
        EmailAddress.objects.create(
            user=_account(login_name), email=address, verified=True, primary=True
        )
    return address


def _sign_in(name: str, password: str = PASSWORD, client: Client | None = None) -> Client:
    client = client or Client()
    client.post("/accounts/sign-in/", {"login_name": name, "password": password})
    return client


@pytest.fixture
def app(world: World) -> None:
    with acting_as(roles.OWNER):
        TOTP.activate(_account("district_officer"), SECRET)


@pytest.mark.parametrize(
    "who", ["district_officer", "office_officer", "city_officer", "head", "superintendent"]
)
def test_an_official_without_second_factor_is_led_to_one(world: World, who: str) -> None:
    client = _sign_in(who)
    for path in ("/desk/", "/desk/agreements/"):
        assert client.get(path)["Location"] == LEAD
        assert client.post(path)["Location"] == LEAD
    page = client.get(LEAD).content.decode()
    assert "업무를 보려면 2단계 인증이 필요합니다" in page
    assert client.get("/accounts/security/app/").status_code == 200


@pytest.mark.parametrize("who", ["teacher", "manager", "student", "parent", "citizen"])
def test_others_need_none(world: World, who: str) -> None:
    assert _sign_in(who).get("/desk/").status_code == 200


def test_a_hat_that_needs_a_factor_opens_nothing_without_one(world: World) -> None:
    """Hat confusion: a teacher signs in by password and puts on the officer's hat."""
    with acting_as(roles.OWNER):
        hat = Membership.objects.create(
            person_id=world.viewer("teacher").person_id,
            organization=world.organization("district"),
            role=Role.OFFICER,
            valid_from=date(2024, 3, 1),
        )
    client = _sign_in("teacher")
    assert client.get("/desk/").status_code == 200
    client.post("/accounts/membership/", {"membership": hat.pk})
    assert client.get("/desk/")["Location"] == LEAD
    assert client.get("/accounts/lost-factor/").status_code == 404


def test_a_persona_outside_the_demo_needs_a_factor(world: World, settings: Settings) -> None:
    with acting_as(roles.OWNER):
        Account.objects.filter(login_name="district_officer").update(
            login_name="demo.geumcheon-officer"
        )
    settings.DEMO = True
    client = Client()
    client.post("/accounts/demo/", {"persona": "geumcheon-officer"})
    assert client.get("/desk/").status_code == 200
    settings.DEMO = False
    assert client.get("/desk/")["Location"] == LEAD


def test_the_password_alone_starts_no_session(world: World, app: None) -> None:
    client = _sign_in("district_officer")
    assert client.get("/desk/")["Location"].startswith("/accounts/sign-in/")
    with acting_as(roles.OWNER):
        assert not ActionEntry.objects.filter(action="sign_in").exists()
    answer = client.post("/accounts/sign-in/second-factor/", {"code": code_of(SECRET)})
    assert answer["Location"] == "/desk/"
    assert client.get("/desk/").status_code == 200
    with acting_as(roles.OWNER):
        entry = ActionEntry.objects.get(action="sign_in")
    assert entry.data["proven_by"] == ["password", "totp"]


def test_a_code_is_good_once(world: World, app: None) -> None:
    code = code_of(SECRET)
    _sign_in("district_officer").post("/accounts/sign-in/second-factor/", {"code": code})
    second = _sign_in("district_officer")
    answer = second.post("/accounts/sign-in/second-factor/", {"code": code})
    assert answer.status_code == 200
    assert second.get("/desk/").status_code == 302


def test_guessing_codes_pauses_unknown_devices_only(world: World, app: None) -> None:
    known = _sign_in("district_officer")
    known.post("/accounts/sign-in/second-factor/", {"code": code_of(SECRET)})
    known.post("/accounts/sign-out/")
    for number in range(6):
        guesser = _sign_in("district_officer")
        answer = guesser.post(
            "/accounts/sign-in/second-factor/",
            {"code": "000000"},
            REMOTE_ADDR=f"198.51.100.{number}",
        )
    assert "여러 번 틀려서" in answer.content.decode()
    _sign_in("district_officer", client=known)
    answer = known.post("/accounts/sign-in/second-factor/", {"code": code_of(SECRET, 1)})
    assert answer.status_code == 302


def test_the_secret_is_not_in_the_database(world: World, app: None) -> None:
    with acting_as(roles.OWNER):
        data = Authenticator.objects.get(type=Authenticator.Type.TOTP).data
    assert SECRET not in str(data)


@given(st.text())
def test_secrets_come_back_also_after_a_new_key(text: str) -> None:
    from django.test import override_settings

    adapter = SecondFactorAdapter()
    with override_settings(SECRET_KEY="a" * 60):
        old = adapter.encrypt(text)
    with override_settings(SECRET_KEY="b" * 60, SECRET_KEY_FALLBACKS=["a" * 60]):
        assert adapter.decrypt(old) == text


@given(role=st.sampled_from(Role.values), kind=st.sampled_from(["school", "venue", "district"]))
def test_who_needs_a_factor(role: str, kind: str) -> None:
    official = role in {"officer", "head", "superintendent"}
    assert needs_second_factor(role, kind) is (official and kind == "district")


def test_a_new_app_is_told_and_recorded(
    world: World, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    address = _address("teacher")
    client = _sign_in("teacher")
    page = client.get("/accounts/security/app/").content.decode()
    secret = page.partition('hk-secret">')[2].partition("<")[0]
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/security/app/", {"code": code_of(secret)})
    with acting_as(roles.OWNER):
        assert ActionEntry.objects.filter(action="add_app").count() == 1
        texts = list(Message.objects.filter(address=address).values_list("text", flat=True))
    assert any("인증 앱을 등록했습니다." in text for text in texts)


# Sessions


def test_sessions_are_listed_and_ended(world: World) -> None:
    one, two, three = (_sign_in("teacher") for _ in range(3))
    _sign_in("student")
    page = one.get("/accounts/sessions/").content.decode()
    assert "3곳에서 로그인했습니다" in page
    with acting_as(roles.OWNER):
        key = two.cookies["hamkke_work"].value
        number = UserSession.objects.get(session_key=key).pk
    one.post("/accounts/sessions/", {"number": number})
    assert two.get("/desk/").status_code == 302
    assert three.get("/desk/").status_code == 200
    one.post("/accounts/sessions/")
    assert three.get("/desk/").status_code == 302
    assert one.get("/desk/").status_code == 200


def test_nobody_ends_anothers_session(world: World) -> None:
    mine, theirs = _sign_in("teacher"), _sign_in("student")
    with acting_as(roles.OWNER):
        number = UserSession.objects.get(session_key=theirs.cookies["hamkke_work"].value).pk
    for value in (str(number), "-1", "x", str(10**30)):
        assert mine.post("/accounts/sessions/", {"number": value}).status_code == 404
    assert theirs.get("/desk/").status_code == 200


def test_a_new_password_ends_the_other_sessions(world: World) -> None:
    address = _address("teacher")
    one, two = _sign_in("teacher"), _sign_in("teacher")
    answer = one.post(
        "/accounts/password/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    )
    assert answer.status_code == 302, answer.content.decode()
    assert one.get("/desk/").status_code == 200
    assert two.get("/desk/").status_code == 302
    assert "1곳에서" in one.get("/accounts/sessions/").content.decode()
    assert _sign_in("teacher", NEW).get("/desk/").status_code == 200
    with acting_as(roles.OWNER):
        assert ActionEntry.objects.filter(action="change_password").count() == 1
        assert Message.objects.filter(address=address).count() == 1


def test_a_leavers_session_sees_nothing_from_midnight(
    world: World, browse: Callable[[Viewer | None], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    from zoneinfo import ZoneInfo

    seoul = ZoneInfo("Asia/Seoul")
    last = date(2025, 12, 11)
    with acting_as(roles.OWNER):
        Membership.objects.filter(pk=world.viewer("district_officer").membership_id).update(
            valid_until=last
        )
    clock = datetime(2025, 12, 11, 23, 59, 59, tzinfo=seoul)
    monkeypatch.setattr("django.utils.timezone.now", lambda: clock)
    client = browse(world.viewer("district_officer"))
    assert "한빛구" in client.get("/desk/").content.decode()
    assert client.get("/desk/agreements/new/").status_code == 200
    clock += timedelta(seconds=1)
    assert "한빛구" not in client.get("/desk/").content.decode()
    assert client.get("/desk/agreements/new/").status_code in {403, 404}
    assert client.get("/accounts/lost-factor/").status_code == 404


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit Chrome/130 Safari/537 Whale/4",
            "Whale · Windows",
        ),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18 like Mac OS X) Safari/604", "Safari · iPhone"),
        ("curl/8", ""),
        ("", ""),
    ],
)
def test_devices_are_named_as_people_know_them(agent: str, name: str) -> None:
    assert device_name(agent) == name


# A forgotten password


def test_a_forgotten_password(world: World) -> None:
    address = _address("teacher")
    before = _sign_in("teacher")
    client = Client()
    answer = client.post("/accounts/password/forgotten/", {"email": address})
    assert answer["Location"] == "/accounts/password/sent/"
    with acting_as(roles.OWNER):
        text = Message.objects.get(address=address).text
    link = "/accounts/password/new/" + text.partition("/accounts/password/new/")[2].split()[0]
    form = client.get(link)["Location"]
    client.post(form, {"password1": NEW, "password2": NEW})
    assert before.get("/desk/").status_code == 302
    assert _sign_in("teacher", NEW).get("/desk/").status_code == 200
    assert Client().get(link).status_code == 404


def test_an_unknown_address_gets_the_same_answer_and_no_mail(world: World) -> None:
    """Enumeration by the form of a forgotten password."""
    known, pages = _address("teacher"), []
    for address in (known, "nobody@x.example"):
        client = Client()
        answer = client.post("/accounts/password/forgotten/", {"email": address}, follow=True)
        pages.append((answer.status_code, answer.redirect_chain, len(answer.content)))
    assert pages[0] == pages[1]
    with acting_as(roles.OWNER):
        assert list(Message.objects.values_list("address", flat=True)) == [known]


def test_a_new_address_counts_once_confirmed(world: World) -> None:
    old = _address("teacher")
    client = _sign_in("teacher")
    person = world.viewer("teacher").person_id
    with acting_as(roles.JOBS):
        for address in (old, "new@x.example"):
            now = timezone.now()
            mark_returned(address=address, person_number=person, status="5.1.1", now=now)
    assert "이메일이 돌아왔습니다" in client.get("/desk/").content.decode()
    client.post("/accounts/address/", {"email": "new@x.example", "action_add": "1"})
    with acting_as(roles.OWNER):
        text = Message.objects.get(address="new@x.example").text
        assert EmailAddress.objects.get(primary=True).email == old
    link = "/accounts/address/" + text.partition("/accounts/address/")[2].split()[0]
    assert "이 이메일 주소가 맞나요?" in client.get(link).content.decode()
    client.post(link)
    with acting_as(roles.OWNER):
        assert EmailAddress.objects.get().email == "new@x.example"
        assert not ReturnedMail.objects.exists()
        assert Message.objects.filter(address=old).count() == 1


def test_anothers_address_is_answered_like_an_unknown_one_and_stays_theirs(world: World) -> None:
    """Enumeration from within, and taking an address over by confirming it."""
    known, client, pages = _address("student"), _sign_in("teacher"), []
    for address in (known, "nobody@x.example"):
        answer = client.post(
            "/accounts/address/", {"email": address, "action_add": "1"}, follow=True
        )
        text = answer.content.decode().replace(address, "@")
        pages.append((answer.status_code, re.sub(r'value="[^"]*"', "", text)))
    assert pages[0] == pages[1]
    with acting_as(roles.OWNER):
        text = Message.objects.filter(address=known).latest("pk").text
    link = "/accounts/address/" + text.partition("/accounts/address/")[2].split()[0]
    client.post(link)
    with acting_as(roles.OWNER):
        owner = EmailAddress.objects.get(email=known, verified=True).user
        assert owner == _account("student")


# A lost factor


def _reset(viewer: Viewer, address: str, now: datetime) -> None:
    with acting_as(roles.IDENTITY, viewer.identity):
        reset_second_factor(viewer=viewer, address=address, reason="lost", now=now)


@pytest.mark.parametrize(
    ("who", "whose", "allowed"),
    [
        ("head", "district_officer", True),
        ("city_officer", "district_officer", True),
        ("city_officer", "office_officer", True),
        ("district_officer", "teacher", True),
        ("district_officer", "district_officer", False),
        ("other_district_officer", "district_officer", False),
        ("office_officer", "district_officer", False),
        ("district_officer", "superintendent", False),
        ("teacher", "colleague", False),
        ("citizen", "teacher", False),
        ("head", "citizen", False),
    ],
)
def test_who_may_reset_whose(
    world: World, now: datetime, who: str, whose: str, *, allowed: bool
) -> None:
    address = _address(whose)
    with acting_as(roles.OWNER):
        TOTP.activate(_account(whose), SECRET)
    session = client_of(world.viewer(whose))
    if allowed:
        _reset(world.viewer(who), address, now)
    else:
        with pytest.raises(NotYoursToReset):
            _reset(world.viewer(who), address, now)
    with acting_as(roles.OWNER):
        assert Authenticator.objects.filter(user=_account(whose)).exists() is not allowed
        assert Message.objects.filter(address=address).exists() is allowed
    del session


def test_nobody_weakens_an_office_by_another_hat(world: World, now: datetime) -> None:
    """The superintendent is also a parent at a school: the district may not reset the factor."""
    address = _address("superintendent")
    with acting_as(roles.OWNER):
        Membership.objects.create(
            person_id=world.viewer("superintendent").person_id,
            organization=world.organization("school"),
            role=Role.PARENT,
            class_group=world.class_groups["class_1"],
            valid_from=date(2024, 3, 1),
        )
    with pytest.raises(NotYoursToReset):
        _reset(world.viewer("district_officer"), address, now)
    _reset(world.viewer("city_officer"), address, now)


def test_an_unknown_address_is_refused_alike(world: World, now: datetime) -> None:
    with pytest.raises(NotYoursToReset):
        _reset(world.viewer("head"), "nobody@x.example", now)
