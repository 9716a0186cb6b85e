"""Every form and address under bad input: a sentence in Korean, nothing leaked, never a 500.

The test client raises what a view lets through, so that each request here is also the assertion
that nothing broke.
"""

from __future__ import annotations

import re
import unicodedata
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from hamkke.accounts.models import Membership
from hamkke.agreements.models import Agreement, AgreementPillar
from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.placements.models import Application, RoundSession
from tests.permissions.matrix import MATRIX, Row, addresses, asks_to_sign_in
from tests.permissions.typed import (
    HTML,
    NUMBERS,
    TYPED,
    UNESCAPED,
    ask,
    bodies,
    fields,
    one_row_a_name,
    path_of,
    reader,
    sender,
)

if TYPE_CHECKING:
    from tests.permissions.ground import Ground

SENTENCE = re.compile(r"[가-힣]{2,}[^.<>]*(?:니다|세요|까요)\.")
# Each form once, where it can be filled in: the matrix itself tries it in every state.
FORMS = list({row.name: row for row in reversed(MATRIX) if sender(row)}.values())
NUMBERED = {name: path for name, path in addresses().items() if "<" in path}
# Addresses behind which the sample has nothing for anybody.
NOBODYS = {
    "accounts:demo",
    "organization_application:status",
    *("files:file", "files_desk:file", "releases_desk:detach"),
    *("hsds:service", "hsds:organization", "hsds:place", "hsds:taxonomy", "hsds:term"),
    "account_confirm_email",
    "account_reset_password_from_key",
    "mfa_view_recovery_codes",
    "openid_connect_callback",
    "openid_connect_login",
}
# A page with a place to write in: what was written there comes back with the no.
_TEXT = re.compile(rb'<textarea|<input type="text"')
# How a server hands on the bytes of a header that are no ASCII.
BYTES = "가".encode().decode("latin-1")
ANSWERS = {200, 302, 304, 400, 403, 404, 405, 409, 422}


def _check(response: Any, said: str) -> None:
    """A known answer, no markup that somebody typed, and a sentence where it is a no."""
    status = response.status_code
    assert status in ANSWERS, f"{said}: {status}"
    assert not any(mark in response.content for mark in UNESCAPED), f"{said}: markup came back"
    if status >= 400:
        assert SENTENCE.search(response.content.decode()), f"{said}: {status} without a sentence"


def _label(row: Row) -> str:
    return row.label


@pytest.mark.parametrize("name", NUMBERED)
def test_numbers_that_nothing_has(name: str, rolled_back: Ground) -> None:
    rows = [row for row in MATRIX if row.name == name]
    role = next((found for row in rows if (found := sender(row) or reader(row))), "citizen")
    client = rolled_back.clients[role]
    for number in (*NUMBERS, "%00", "%ff", HTML.replace("/", "%2F"), "가"):
        path = number.join(re.split(r"<[^>]+>", NUMBERED[name]))
        for method in ("GET", "POST"):
            response = ask(client, method, path, data="", content_type="text/plain")
            _check(response, f"{method} {path}")
            assert response.status_code != 200 or "code" in NUMBERED[name], path


@pytest.mark.parametrize("row", one_row_a_name(), ids=_label)
def test_query_strings(row: Row, rolled_back: Ground) -> None:
    # A page makes the best of what it is asked; an interface says what it cannot read.
    allowed = {200, 302, 400} if row.name.startswith("hsds:") else {200, 302}
    names = ("q", "page", "category", "district", "pillar", "level", "grade", "order", "next")
    path = path_of(rolled_back, row)
    client = rolled_back.clients[str(reader(row))]
    for typed in (HTML, "가" * 5_000 + "🏫%ff" * 700, str(10**30), "-1"):
        # Each key twice: the last one counts, and neither may break anything.
        query = "&".join(f"{name}={name}&{name}={_quoted(typed)}" for name in names)
        response = ask(client, "GET", f"{path}?{query}")
        _check(response, f"GET {path} with {typed[:20]}")
        assert response.status_code in allowed, f"{path} with {typed[:20]}"


def _quoted(text: str) -> str:
    from urllib.parse import quote

    return quote(text, safe="%")


@pytest.mark.parametrize("path", ["/", "/search/?q=%00", "/desk/?page=%00", "/news/?x=a%00b"])
def test_nul_in_an_address(path: str, rolled_back: Ground) -> None:
    response = ask(rolled_back.clients["teacher"], "GET", path)
    assert response.status_code == (400 if "%00" in path else 200)
    _check(response, path)


@pytest.mark.parametrize("path", ["/search/", "/programs/"])
def test_decomposed_hangul_finds_what_composed_finds(path: str, rolled_back: Ground) -> None:
    client, title = rolled_back.clients["anonymous"], "금천 목공소에서 의자 만들기"
    for typed in ("의자", "목공소"):
        split = unicodedata.normalize("NFD", typed)
        assert split != typed
        for form in (typed, split):
            found = client.get(path, {"q": form}).content.decode()
            assert title in found, ascii(form)
    assert title not in client.get(path, {"q": "없는낱말"}).content.decode()


@pytest.mark.parametrize("row", FORMS, ids=_label)
def test_bodies(row: Row, rolled_back: Ground) -> None:
    path, client = path_of(rolled_back, row), rolled_back.clients[str(sender(row))]
    for what, how in bodies(fields(client, row, path)):
        response = ask(client, "POST", path, **how)
        _check(response, f"POST {path}: {what}")
        if what == "text" and response.status_code == 200 and _TEXT.search(response.content):
            assert TYPED in response.content.decode(), f"POST {path}: what was typed is lost"
        if what == "3,000 fields":
            assert response.status_code == 400, path


@pytest.mark.parametrize("row", FORMS, ids=_label)
def test_forms_without_their_token(row: Row, rolled_back: Ground) -> None:
    path = path_of(rolled_back, row)
    client = Client(enforce_csrf_checks=True)
    client.cookies = deepcopy(rolled_back.clients[str(sender(row))].cookies)
    for token in ("", "x" * 64):
        if token:
            client.cookies[settings.CSRF_COOKIE_NAME] = "y" * 32
        response = ask(
            client,
            "POST",
            path,
            data=f"csrfmiddlewaretoken={token}",
            content_type="application/x-www-form-urlencoded",
        )
        assert response.status_code == 403, path
        assert "화면을 연 지 오래되어" in response.content.decode(), path


@pytest.mark.parametrize("name", addresses())
def test_methods_that_nobody_offers(name: str, rolled_back: Ground) -> None:
    row = next((row for row in MATRIX if row.name == name and (reader(row) or sender(row))), None)
    if row is None:
        assert name in NOBODYS, name
        return
    path, client = path_of(rolled_back, row), rolled_back.clients[str(sender(row) or reader(row))]
    for method in ("PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "BREW"):
        response = ask(client, method, path)
        assert response.status_code == 405, f"{method} {path}"
        assert response["Allow"], path
        _check(response, f"{method} {path}")


@pytest.mark.parametrize(
    "row", [row for row in FORMS if row.name.partition(":")[0].endswith("_desk")], ids=_label
)
def test_a_session_that_ended_in_mid_form(row: Row, rolled_back: Ground) -> None:
    path, client = path_of(rolled_back, row), Client()
    client.cookies["hamkke_work"] = "gone" * 8
    form = path if row.get else f"{path.rstrip('/').rpartition('/')[0]}/"
    response = client.post(
        path, {"title": "적은 글"}, headers={"referer": f"http://testserver{form}"}
    )
    assert response.status_code == 302, path
    assert response["Location"] == f"/accounts/sign-in/?next={_encoded(form)}"
    page = client.get(response["Location"])
    assert f'name="next" value="{form}"' in page.content.decode()


def _encoded(path: str) -> str:
    from urllib.parse import quote

    return quote(path, safe="")


@pytest.mark.parametrize(
    "referer",
    [
        "http://[",
        "x" * 100_000,
        f"http://testserver/{'가' * 30_000}",
        "//evil.example/x",
        "\x7f",
        HTML,
    ],
    ids=["broken", "huge", "huge path", "elsewhere", "control", "markup"],
)
def test_hostile_referers(referer: str, rolled_back: Ground) -> None:
    response = Client().post("/desk/agreements/new/", {}, headers={"referer": referer})
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/sign-in/?next=")
    assert len(response["Location"]) < 4000
    assert "evil.example" not in response["Location"]
    _check(Client().get(response["Location"]), referer[:40])


def test_a_long_way_back_is_cut(rolled_back: Ground) -> None:
    response = Client().get("/desk/programs/", {"q": "가" * 10_000})
    assert response["Location"] == "/accounts/sign-in/?next=%2Fdesk%2F"


@pytest.mark.parametrize("path", ["/", "/desk/", "/accounts/sign-in/", "/accounts/membership/"])
def test_hostile_cookies_and_headers(path: str, rolled_back: Ground) -> None:
    for value in ("x" * 4000, HTML.replace(";", ""), BYTES, "0", "null"):
        client = Client()
        for cookie in ("hamkke_work", "hamkke_csrf", "messages", "hamkke_language"):
            client.cookies[cookie] = value
        headers = {"hx-request": value, "hx-current-url": value, "accept-language": value}
        safe = {name: text.encode("ascii", "replace").decode() for name, text in headers.items()}
        response = client.get(path, headers=safe)
        _check(response, f"{path} with {value[:20]}")
        assert response.status_code in {200, 302}
        assert asks_to_sign_in(path) == (response.status_code == 302)


def test_an_unknown_host_is_refused(rolled_back: Ground) -> None:
    response = Client().get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    _check(response, "host")


def test_another_persons_membership(rolled_back: Ground) -> None:
    viewers, client = rolled_back.viewers, rolled_back.clients["teacher"]
    theirs = viewers["superintendent"].membership_id or 0
    answer = ask(
        client,
        "POST",
        "/accounts/membership/",
        data=f"membership={theirs}",
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == 200
    assert "고를 수 없는 소속입니다" in answer.content.decode()
    assert viewers["superintendent"].name not in answer.content.decode()
    with acting_as(roles.OWNER):
        assert Membership.objects.get(pk=theirs).person_id != viewers["teacher"].person_id


def test_another_districts_agreement_and_pillar(rolled_back: Ground) -> None:
    with acting_as(roles.OWNER):
        jungnang = Agreement.objects.get(district__code="11260")
        before = Agreement.objects.count()
        pillar = AgreementPillar.objects.filter(agreement=jungnang)[0].pk
    ours, manager = rolled_back.clients["district_officer"], rolled_back.clients["manager"]
    body = {"title": "협약", "signing_date": "2026-07-01", "district": jungnang.district_id}
    answer = ours.post("/desk/agreements/new/", body)
    assert answer.status_code == 200
    assert "목록에 있는 자치구를 골라 주세요" in answer.content.decode()
    answer = manager.post("/desk/programs/new/", {"agreement_pillar": pillar, "title": "수업"})
    assert answer.status_code == 200
    assert "목록에 있는 협약 과제를 골라 주세요" in answer.content.decode()
    with acting_as(roles.OWNER):
        assert Agreement.objects.count() == before


def test_wishes_for_what_the_round_does_not_offer(rolled_back: Ground) -> None:
    client, group = rolled_back.clients["teacher"], rolled_back.viewers["teacher"].class_group_id
    here, past = rolled_back.ids["round open"], rolled_back.ids["round published"]
    with acting_as(roles.OWNER):
        other = RoundSession.objects.filter(round_id=past)[0].pk
        before = Application.objects.get(round_id=here, class_group_id=group)
    path = reverse("placements_desk:wishes", args=[here])
    for wish in (other, 0, 10**17):
        client.post(path, {"wish": [wish, wish], "version": before.version, "press": "submit"})
    with acting_as(roles.OWNER):
        after = Application.objects.get(round_id=here, class_group_id=group)
    assert (after.draft, after.submitted_at) == (before.draft, None)


@given(name=st.text(max_size=300), password=st.text(max_size=300))
@example(name="demo.superintendent", password="")
@example(name="' or true --", password="\x00")
@hypothesis_settings(
    deadline=None,
    max_examples=12,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_nobody_signs_in_by_chance(rolled_back: Ground, name: str, password: str) -> None:
    client = Client()
    body = {"login_name": _sendable(name), "password": _sendable(password), "next": _sendable(name)}
    answer = client.post("/accounts/sign-in/", body)
    assert answer.status_code == 200
    assert "hamkke_work" not in client.cookies


@given(typed=st.text(max_size=200))
@hypothesis_settings(
    deadline=None,
    max_examples=12,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_text_may_be_searched_for(rolled_back: Ground, typed: str) -> None:
    text = _sendable(typed).replace("\x00", "")
    for path in ("/search/", "/programs/"):
        assert Client().get(path, {"q": text}).status_code == 200


def _sendable(text: str) -> str:
    """Half of a surrogate pair is no text that a browser could send."""
    return text.encode("utf-8", "replace").decode()
