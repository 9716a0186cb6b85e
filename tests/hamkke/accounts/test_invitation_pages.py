"""What whoever is invited sees, and what an attacker with codes, names and addresses gets."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from hamkke.accounts.actions.try_secret import FREE_CODES
from hamkke.accounts.client import address_of_client
from hamkke.accounts.keys import ALPHABET, CODE_LENGTH, hash_of, new_code
from hamkke.accounts.models import Account, Attempt, InvitationKey, Membership, RoleChange
from hamkke.accounts.viewer import Viewer
from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.mail.models import Message
from tests.conftest import NOW
from tests.hamkke.accounts.conftest import People

pytestmark = pytest.mark.django_db
ACCOUNT = {
    "name": "이보람",
    "email": "boram@person.example",
    "password": "아주-긴-여행-비밀-1193",
    "again": "아주-긴-여행-비밀-1193",
}


@pytest.fixture(autouse=True)
def _at_the_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def code(people: People) -> str:
    change = people.invite("office_officer", people.offer("school", "school_officer"))
    return people.code("office_officer", change)


def test_a_code_leads_to_an_account_and_the_day(code: str) -> None:
    client = Client()
    answer = client.post("/accounts/code/", {"code": f" {code.lower()} "})
    assert answer.status_code == 302
    page = client.get(answer["Location"])
    assert "가온초등학교 학교 담당자로 초대받았습니다" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    done = client.post(answer["Location"], ACCOUNT)
    assert done["Location"] == "/desk/"
    assert "가온초등학교 · 학교 담당자" in client.get("/desk/").content.decode()
    assert client.get("/desk/people/").status_code == 200
    # Replayed by anybody, signed in or not: it opens nothing.
    for other in (Client(), client):
        again = other.get(answer["Location"])
        assert again.status_code == 404
        assert "쓸 수 없는 초대입니다" in again.content.decode()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"again": "다른-긴-비밀-12"}, "두 비밀번호가 서로 다릅니다."),
        ({"password": "짧다", "again": "짧다"}, "10자 이상이어야"),
        ({"email": "boram"}, "이메일 주소를 name@example.com 꼴로"),
        ({"name": "이\u202e람"}, "줄바꿈이나 보이지 않는 글자는 쓸 수 없습니다."),
        ({"name": ""}, "이름을 적어 주세요."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_used_up(
    code: str, change: dict[str, str], sentence: str
) -> None:
    client, path = Client(), f"/accounts/invitations/{code}/"
    page = client.post(path, ACCOUNT | change)
    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert client.post(path, ACCOUNT).status_code == 302


def test_the_inviter_cannot_take_it(
    people: People, code: str, browse: Callable[[Viewer | None], Client]
) -> None:
    client = browse(people.world.viewer("office_officer"))
    answer = client.post(f"/accounts/invitations/{code}/")
    assert answer.status_code == 403
    assert "스스로 정할 수 없습니다" in answer.content.decode()


def test_guessing_is_slowed_down_for_the_guesser_alone(code: str) -> None:
    guesser, other = Client(REMOTE_ADDR="192.0.2.7"), Client(REMOTE_ADDR="192.0.2.8")
    for number in range(FREE_CODES):
        if number % 2:
            guesser.get(f"/accounts/invitations/{new_code()}/")
        else:
            page = guesser.post("/accounts/code/", {"code": new_code()})
            assert "쓸 수 없는 초대입니다" in page.content.decode()
    page = guesser.post("/accounts/code/", {"code": code})
    assert "잠시 쉬어야 합니다" in page.content.decode()
    assert guesser.get(f"/accounts/invitations/{code}/").status_code == 429
    assert other.get(f"/accounts/invitations/{code}/").status_code == 200
    with acting_as(roles.OWNER):
        kept = Attempt.objects.get()
        assert kept.failures == FREE_CODES
        Attempt.objects.update(last_at=NOW - timedelta(minutes=10))
    for _ in range(2):  # a right code leaves no trace
        assert guesser.get(f"/accounts/invitations/{code}/").status_code == 200
    assert guesser.get(f"/accounts/invitations/{new_code()}/").status_code == 404
    assert guesser.get(f"/accounts/invitations/{code}/").status_code == 429


def test_the_address_behind_a_proxy_is_the_one_the_proxy_wrote(
    rf: object, settings: object
) -> None:
    request = rf.get("/", headers={"x-forwarded-for": "6.6.6.6, 192.0.2.9"}, REMOTE_ADDR="10.0.0.1")  # type: ignore[attr-defined]
    assert address_of_client(request) == "10.0.0.1"
    settings.PROXIES = 1  # type: ignore[attr-defined]
    assert address_of_client(request) == "192.0.2.9"


def test_codes_are_read_however_they_are_typed() -> None:
    code = new_code()
    assert len(code.replace("-", "")) == CODE_LENGTH
    assert set(code) <= {*ALPHABET, "-"}
    assert hash_of(code) == hash_of(code.lower()) == hash_of(code.replace("-", " "))
    assert hash_of(code) != hash_of(new_code())
    assert not set("0O1IL2Z5S8BUV") & set(ALPHABET)


BODY = {"role": "school_officer", "valid_from": "2025-12-11", "name": "김보라", "email": ""}
BREAKS = ("\r\nBcc: all@evil.example", "\nX: y", "\u2028Bcc: x", "\x85Bcc: x")


@pytest.mark.parametrize("smuggled", BREAKS)
@pytest.mark.parametrize("field", ["name", "email"])
def test_no_line_is_smuggled_into_a_mail(
    people: People, browse: Callable[[Viewer | None], Client], field: str, smuggled: str
) -> None:
    client = browse(people.world.viewer("office_officer"))
    school = people.world.organization("school").pk
    start = {"name": "김보라", "email": "bora@example.kr"}
    body = BODY | start | {field: start[field] + smuggled}
    page = client.post(f"/desk/people/{school}/invite/", body)
    assert page.status_code == 200
    assert "고칠 곳이 1개 있습니다" in page.content.decode()
    with acting_as(roles.OWNER):
        assert not Message.objects.exists()
        assert not InvitationKey.objects.exists()


def test_the_mail_says_who_invites_to_what_and_names_nobody(
    people: People, browse: Callable[[Viewer | None], Client]
) -> None:
    client = browse(people.world.viewer("office_officer"))
    school = people.world.organization("school").pk
    answer = client.post(f"/desk/people/{school}/invite/", BODY | {"email": "bora@example.kr"})
    assert answer.status_code == 302
    with acting_as(roles.OWNER):
        [message] = Message.objects.all()
        key = InvitationKey.objects.get()
    assert message.subject == "[함께] 가온초등학교 학교 담당자 초대"
    assert "김보라" not in message.text + message.subject
    found = re.search(r"http://testserver(/accounts/invitations/\S+/)", message.text)
    assert found
    secret = found.group(1).split("/")[-2]
    assert key.link_hash == hash_of(secret)
    assert secret not in str(vars(key))
    assert Client().get(found.group(1)).status_code == 200


def test_an_office_puts_a_school_on_record_and_invites_its_first_person(
    people: People, browse: Callable[[Viewer | None], Client]
) -> None:
    client = browse(people.world.viewer("office_officer"))
    body = {
        "kind": "school",
        "name": "새봄초등학교",
        "code": "NEW1",
        "level": "elementary",
        "district": people.world.organization("district").pk,
        "address": "새봄로 1",
    }
    far = body | {"district": people.world.organization("other_district").pk}
    assert (
        "목록에 있는 자치구를"
        in client.post("/desk/people/organizations/new/", far).content.decode()
    )
    answer = client.post("/desk/people/organizations/new/", body)
    assert answer.status_code == 302
    assert client.post(answer["Location"], BODY).status_code == 302
    again = client.post("/desk/people/organizations/new/", body)
    assert "같은 이름이나 코드의 기관이 이미 있습니다" in again.content.decode()
    found = client.get("/desk/people/", {"q": "새봄"}).content.decode()
    assert "새봄초등학교" in found


def test_letters_are_printed_once_seen_nowhere_else(
    people: People, browse: Callable[[Viewer | None], Client]
) -> None:
    people.invite("office_officer", people.offer("school", "school_officer"))
    school = people.world.organization("school").pk
    page = browse(people.world.viewer("office_officer")).post(f"/desk/people/{school}/letters/")
    text = page.content.decode()
    code = re.search(r"hk-letter-code\">([^<]+)<", text)
    assert code
    assert "<svg" in text
    assert "no-store" in page["Cache-Control"]
    with acting_as(roles.OWNER):
        assert InvitationKey.objects.get().code_hash == hash_of(code.group(1))
        assert RoleChange.objects.count() == 1


def test_an_upload_that_is_too_large_is_refused_unread(
    people: People, browse: Callable[[Viewer | None], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browse(people.viewer("school_officer"))
    page = client.post(
        "/desk/people/import/",
        b"--x",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH="300000000",
    )
    assert page.status_code == 413
    assert "한 번에 25 MB까지 보낼 수 있습니다." in page.content.decode()


def test_whether_an_address_is_known_is_not_asked_for_free(people: People, code: str) -> None:
    """Enumeration: what would fail anyway fails alike, and a try that succeeds uses the code up."""
    known, own = "teacher@school.example", "무지개다람쥐코끼리기린"
    with acting_as(roles.OWNER):
        teacher = Account.objects.get(login_name="teacher")
        EmailAddress.objects.create(user=teacher, email=known, verified=True, primary=True)
    weak = ACCOUNT | {"name": own, "password": own, "again": own}
    pages = [
        Client().post(f"/accounts/invitations/{code}/", weak | {"email": email})
        for email in (known, "nobody@school.example")
    ]
    texts = [re.sub(r'value="[^"]*"', "", page.content.decode()) for page in pages]
    assert "쉽게 짐작할 수 있는 비밀번호입니다." in texts[0]
    assert texts[0] == texts[1]


def test_somebody_elses_account_is_not_touched(code: str) -> None:
    with acting_as(roles.OWNER):
        before = list(Account.objects.order_by("pk").values_list("login_name", "password"))
        held = Membership.objects.count()
    Client().post(f"/accounts/invitations/{code}/", ACCOUNT | {"email": "superintendent"})
    with acting_as(roles.OWNER):
        assert list(Account.objects.order_by("pk").values_list("login_name", "password")) == before
        assert Membership.objects.count() == held
