"""Signing in, out, and choosing for whom to act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from hamkke.accounts.actions.choose_membership import choose_membership
from hamkke.accounts.errors import NotYourMembership
from hamkke.accounts.models import Account, Membership, Role
from hamkke.accounts.viewer import Viewer
from hamkke.audit.models import ActionEntry
from hamkke.database import roles
from hamkke.database.identity import acting_as
from tests.world import World

PASSWORD = "바른-비밀번호-1"
COOKIE = "hamkke_work"


def _sign_in(client: Client, **data: str) -> object:
    return client.post(
        "/accounts/sign-in/", {"login_name": "teacher", "password": PASSWORD, **data}
    )


def test_right_password_leads_to_the_desk(world: World) -> None:
    client = Client()
    answer = _sign_in(client)
    assert (answer.status_code, answer["Location"]) == (302, "/desk/")
    cookie = answer.cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    page = client.get("/accounts/membership/")
    assert world.viewer("teacher").name in page.content.decode()
    with acting_as(roles.OWNER):
        entry = ActionEntry.objects.get(action="sign_in")
        account = Account.objects.get(login_name="teacher")
    assert entry.person_number == world.viewer("teacher").person_id
    assert entry.data == {"as_persona": False}
    assert account.last_login is not None


@pytest.mark.parametrize(
    ("login_name", "password"),
    [
        ("teacher", "틀린 비밀번호"),
        ("nobody", PASSWORD),
        ("teacher", "🙂"),
        ("' or 1=1 --", "'; select 1"),
    ],
)
def test_wrong_ones_share_one_sentence(world: World, login_name: str, password: str) -> None:
    client = Client()
    answer = _sign_in(client, login_name=login_name, password=password)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "아이디 또는 비밀번호가 맞지 않습니다." in page
    assert password not in page
    assert COOKIE not in answer.cookies


def test_the_typed_name_stays(world: World) -> None:
    answer = _sign_in(Client(), login_name="담임 <b>", password="틀림")
    assert 'value="담임 &lt;b&gt;"' in answer.content.decode()


def test_an_inactive_account_gets_the_same_sentence(world: World) -> None:
    with acting_as(roles.OWNER):
        Account.objects.filter(login_name="teacher").update(is_active=False)
    assert "맞지 않습니다" in _sign_in(Client()).content.decode()


@pytest.mark.parametrize(
    "data",
    [
        {"login_name": ""},
        {"password": ""},
        {"login_name": "가" * 10_000},
        {"password": "가" * 10_000},
        {"login_name": "a\x00b"},
    ],
)
def test_bad_input_is_a_sentence(world: World, data: dict[str, str]) -> None:
    answer = _sign_in(Client(), **data)
    assert answer.status_code == 200
    assert "고칠 곳이 1개 있습니다." in answer.content.decode()


@pytest.mark.parametrize(
    ("wanted", "led_to"),
    [
        ("/desk/agreements/?page=2", "/desk/agreements/?page=2"),
        ("https://elsewhere.example/", "/desk/"),
        ("//elsewhere.example/", "/desk/"),
        ("javascript:alert(1)", "/desk/"),
        ("/\\elsewhere.example", "/desk/"),
        ("/desk/" + "a" * 5000, "/desk/"),
    ],
)
def test_next_stays_on_this_site(world: World, wanted: str, led_to: str) -> None:
    answer = _sign_in(Client(), next=wanted)
    assert answer["Location"] == led_to


def test_signing_in_replaces_the_session_before(
    world: World, browse: Callable[[Viewer | None], Client]
) -> None:
    client = browse(world.viewer("manager"))
    before = client.cookies[COOKIE].value
    _sign_in(client)
    assert client.cookies[COOKIE].value != before
    assert world.viewer("teacher").name in client.get("/accounts/membership/").content.decode()


def test_signed_in_people_go_on(world: World, browse: Callable[[Viewer | None], Client]) -> None:
    answer = browse(world.viewer("teacher")).get("/accounts/sign-in/?next=/desk/programs/")
    assert answer["Location"] == "/desk/programs/"


def test_signing_out_ends_the_session(
    world: World, browse: Callable[[Viewer | None], Client]
) -> None:
    client = browse(world.viewer("teacher"))
    kept = client.cookies[COOKIE].value
    assert client.get("/accounts/sign-out/").status_code == 405
    assert client.post("/accounts/sign-out/")["Location"] == "/accounts/sign-in/"
    client.cookies[COOKIE] = kept
    assert client.get("/desk/").status_code == 302
    assert client.post("/accounts/sign-out/").status_code == 302


@pytest.fixture
def two_hats(world: World) -> tuple[Viewer, Membership]:
    viewer = world.viewer("district_officer")
    with acting_as(roles.OWNER):
        second = Membership.objects.create(
            person_id=viewer.person_id,
            organization=world.organization("venue"),
            role=Role.VENUE_MANAGER,
            valid_from=date(2025, 3, 1),
        )
    return viewer, second


def test_a_chosen_membership_holds(
    two_hats: tuple[Viewer, Membership], browse: Callable[[Viewer | None], Client]
) -> None:
    viewer, second = two_hats
    client = browse(viewer)
    page = client.get("/accounts/membership/").content.decode()
    assert "한빛목공소 · 체험처 관리자" in page
    answer = client.post("/accounts/membership/", {"membership": second.pk})
    assert answer["Location"] == "/desk/"
    page = client.get("/accounts/membership/").content.decode()
    assert "한빛목공소 · 체험처 관리자 소속으로 바꾸었습니다." in page
    assert f'name="membership" value="{second.pk}"' not in page
    assert f'name="membership" value="{viewer.membership_id}"' in page
    worn = "<summary><span>한빛목공소 · 체험처 관리자</span>"
    assert worn in client.get("/desk/").content.decode()


@pytest.mark.parametrize("typed", ["0", "-1", "abc", "9" * 40, "", "1\x00"])
def test_no_other_membership_can_be_chosen(
    two_hats: tuple[Viewer, Membership],
    browse: Callable[[Viewer | None], Client],
    world: World,
    typed: str,
) -> None:
    client = browse(two_hats[0])
    for value in (typed, str(world.viewer("superintendent").membership_id)):
        answer = client.post("/accounts/membership/", {"membership": value})
        assert answer.status_code == 200
        assert "골라 주세요" in answer.content.decode()


def test_the_action_refuses_others_and_ended_memberships(
    two_hats: tuple[Viewer, Membership], world: World, now: object
) -> None:
    viewer, second = two_hats
    with acting_as(roles.OWNER):
        Membership.objects.filter(pk=second.pk).update(valid_until=date(2025, 6, 30))
    session: dict[str, object] = {}
    for membership_id in (second.pk, world.viewer("head").membership_id):
        with acting_as(roles.IDENTITY, viewer.identity), pytest.raises(NotYourMembership):
            choose_membership(viewer=viewer, session=session, membership_id=membership_id, now=now)
    assert session == {}


def test_membership_page_asks_to_sign_in(db: None) -> None:
    answer = Client().get("/accounts/membership/")
    assert answer["Location"] == "/accounts/sign-in/?next=%2Faccounts%2Fmembership%2F"


def test_a_citizen_has_no_membership(
    world: World, browse: Callable[[Viewer | None], Client]
) -> None:
    page = browse(world.viewer("citizen")).get("/accounts/membership/").content.decode()
    assert "지금 맡은 소속이 없습니다" in page
