"""The demo's personas exist in the demo and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.checks import run_checks
from django.test import Client
from pytest_django.fixtures import Settings

from hamkke.accounts.models import Account, Person
from hamkke.accounts.rules import demo_is_on, demo_is_safe
from hamkke.database import roles
from hamkke.database.identity import acting_as
from tests.world import World

DEMO_URL = "/accounts/demo/"


@pytest.fixture
def personas(world: World) -> None:
    with acting_as(roles.OWNER):
        Account.objects.filter(login_name="teacher").update(login_name="demo.homeroom-teacher")
        Account.objects.filter(login_name="citizen").update(login_name="demo.citizen")
        Account.objects.filter(login_name="head").update(login_name="demo.unknown-key")


def _errors() -> list[str]:
    return [message.id for message in run_checks() if message.id == "hamkke.E001"]


def test_outside_the_demo_there_is_no_page(personas: None, settings: Settings) -> None:
    settings.DEMO = False
    assert Client().get(DEMO_URL).status_code == 404
    answer = Client().post(DEMO_URL, {"persona": "citizen"})
    assert answer.status_code == 404
    assert "hamkke_work" not in answer.cookies
    assert "/accounts/demo/" not in Client().get("/accounts/sign-in/").content.decode()


def test_a_persona_signs_in_without_password(
    personas: None, world: World, settings: Settings
) -> None:
    settings.DEMO = True
    client = Client()
    page = client.get(DEMO_URL).content.decode()
    assert "가온초등학교 5학년 1반 담임교사" in page
    assert "나시민" not in page
    assert page.count("이 역할로 보기") == 2
    answer = client.post(DEMO_URL, {"persona": "homeroom-teacher"})
    assert answer["Location"] == "/desk/"
    bar = client.get("/accounts/membership/").content.decode()
    assert world.viewer("teacher").name in bar
    assert "역할 바꾸기" in bar


@pytest.mark.parametrize(
    "key", ["", "unknown-key", "teacher", "superintendent", "🙂", "a" * 10_000, "demo.citizen"]
)
def test_only_personas_can_be_taken(personas: None, settings: Settings, key: str) -> None:
    settings.DEMO = True
    answer = Client().post(DEMO_URL, {"persona": key})
    assert answer.status_code == 404
    assert "hamkke_work" not in answer.cookies


def test_the_page_without_sample_says_so(db: None, settings: Settings) -> None:
    settings.DEMO = True
    assert "예시 사람이 아직 없습니다." in Client().get(DEMO_URL).content.decode()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ALLOWED_HOSTS", ["localhost", "hamkke.sen.go.kr"]),
        ("ALLOWED_HOSTS", ["*"]),
        ("ALLOWED_HOSTS", [".go.kr"]),
        ("ALLOWED_HOSTS", ["203.247.1.1"]),
        ("CSRF_TRUSTED_ORIGINS", ["https://hamkke.example"]),
        ("SECURE_PROXY_SSL_HEADER", ("HTTP_X_FORWARDED_PROTO", "https")),
        ("HTTPS", True),
    ],
)
def test_the_demo_cannot_be_real(personas: None, settings: Settings, name: str, value: Any) -> None:
    settings.DEMO = True
    assert _errors() == []
    setattr(settings, name, value)
    assert _errors() == ["hamkke.E001"]
    assert not demo_is_on()
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    secure = name in {"HTTPS", "SECURE_PROXY_SSL_HEADER"}
    assert Client().get(DEMO_URL, secure=secure).status_code == 404
    settings.DEMO = False
    assert _errors() == []


@pytest.mark.parametrize(
    ("host", "verdict"),
    [("db.sen.go.kr", "refused"), ("/run/hamkke-abc", "safe"), ("127.0.0.1", "safe")],
)
def test_a_database_elsewhere_is_no_demo(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, host: str, verdict: str
) -> None:
    monkeypatch.setitem(settings.DATABASES["default"], "HOST", host)
    assert demo_is_safe() is (verdict == "safe")


def test_near_hosts_are_fine(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "192.168.0.7", "laptop"]
    assert demo_is_safe()


def test_demo_accounts_have_no_password(personas: None) -> None:
    """A password that is unusable signs nobody in at the ordinary page either."""
    with acting_as(roles.OWNER):
        person = Person.objects.create(name="예시")
        account = Account(person=person, login_name="demo.student")
        account.set_unusable_password()
        account.save()
    answer = Client().post(
        "/accounts/sign-in/", {"login_name": "demo.student", "password": account.password}
    )
    assert "맞지 않습니다" in answer.content.decode()
