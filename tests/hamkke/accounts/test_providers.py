"""Signing in with a real OpenID provider on another port, and attacks on the way there and back."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.conf import settings as django_settings
from django.test import Client
from pytest_django.fixtures import Settings

from hamkke.accounts.models import Account
from hamkke.accounts.viewer import Viewer
from hamkke.config.providers import BadProvidersError, provider_origins, read_providers
from hamkke.database import roles
from hamkke.database.identity import acting_as
from tests.hamkke.accounts.ports import free_port
from tests.world import World

PROVIDER = Path(__file__).with_name("oidc_provider.py")
BACK = "http://testserver/accounts/sign-in/{}/back/"
TEACHER = "teacher@school.example"


class Provider:
    """A provider in a process of its own, and the browser of somebody signed in there."""

    def __init__(self, provider_id: str, *users: str) -> None:
        self.provider_id = provider_id
        self.issuer = f"http://localhost:{(port := free_port())}"
        self.process = subprocess.Popen(
            [sys.executable, str(PROVIDER), str(port), BACK.format(provider_id), *users],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "ready\n"

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()

    def entry(self, **more: Any) -> dict[str, Any]:
        return {
            "id": self.provider_id,
            "name": "들빛 통합인증",
            "issuer": self.issuer,
            "client_id": "hamkke",
            "secret": "secret-of-hamkke",
            **more,
        }

    def answer_to(self, asked: str, user: str) -> str:
        """Follows hamkke's redirect as `user`; returns the path with which it comes back."""
        with requests.Session() as browser:
            assert browser.get(f"{self.issuer}/be/{user}/", timeout=10).ok
            answer = browser.get(asked, allow_redirects=False, timeout=10)
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"].removeprefix("http://testserver")


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    running = Provider("one", f"kim={TEACHER}=1", f"mallory={TEACHER}=0", "lee=other@x.example=1")
    yield running
    running.stop()


@pytest.fixture(scope="module")
def evil() -> Iterator[Provider]:
    # Its first user has the same number (sub) as the honest provider's first.
    running = Provider("two", f"kim={TEACHER}=1")
    yield running
    running.stop()


def _use(settings: Settings, *entries: dict[str, Any]) -> None:
    import json

    apps = read_providers(json.dumps(list(entries)))
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"APPS": apps, "OAUTH_PKCE_ENABLED": True}
    }


@pytest.fixture
def teacher(world: World) -> Account:
    with acting_as(roles.OWNER):
        account = Account.objects.get(login_name="teacher")
        EmailAddress.objects.create(user=account, email=TEACHER, verified=True, primary=True)
    return account


def _go(client: Client, provider: Provider, process: str = "") -> str:
    query = "?process=connect" if process else ""
    answer = client.post(f"/accounts/sign-in/{provider.provider_id}/{query}")
    assert answer.status_code == 302
    asked = str(answer["Location"])
    values = parse_qs(urlsplit(asked).query)
    assert values["code_challenge_method"] == ["S256"]
    assert len(values["state"][0]) >= 16
    return asked


def _is_signed_in(client: Client) -> bool:
    return bool(client.get("/desk/").status_code == 200)


def _links() -> list[str]:
    with acting_as(roles.OWNER):
        return list(SocialAccount.objects.values_list("user__login_name", flat=True))


def test_a_link_made_when_signed_in_signs_in_later(
    settings: Settings,
    provider: Provider,
    teacher: Account,
    world: World,
    browse: Callable[[Viewer | None], Client],
) -> None:
    _use(settings, provider.entry())
    client = browse(world.viewer("teacher"))
    back = provider.answer_to(_go(client, provider, "connect"), "lee")
    assert client.get(back)["Location"] == "/accounts/providers/"
    assert _links() == ["teacher"]
    assert "들빛 통합인증" in client.get("/accounts/providers/").content.decode()

    fresh = Client()
    assert "들빛 통합인증 계정으로 로그인" in fresh.get("/accounts/sign-in/").content.decode()
    back = provider.answer_to(_go(fresh, provider), "lee")
    assert fresh.get(back)["Location"] == "/desk/"
    assert _is_signed_in(fresh)
    # The answer was good once: a second browser, or the same one again, gets nothing for it.
    again = Client()
    assert again.get(back).status_code == 401
    assert not _is_signed_in(again)


def test_an_unknown_person_gets_no_account(
    settings: Settings, provider: Provider, teacher: Account
) -> None:
    _use(settings, provider.entry())
    client = Client()
    answer = client.get(provider.answer_to(_go(client, provider), "kim"))
    assert "함께의 계정과 연결되지 않았습니다" in answer.content.decode()
    assert not _is_signed_in(client)
    assert _links() == []


@pytest.mark.parametrize(("user", "gets_in"), [("kim", True), ("mallory", False), ("lee", False)])
def test_an_address_signs_in_only_if_trusted_and_confirmed(
    settings: Settings, provider: Provider, teacher: Account, user: str, *, gets_in: bool
) -> None:
    _use(settings, provider.entry(trust_addresses=True))
    client = Client()
    client.get(provider.answer_to(_go(client, provider), user))
    assert _is_signed_in(client) is gets_in


def test_an_address_that_is_not_confirmed_here_signs_in_nobody(
    settings: Settings, provider: Provider, teacher: Account
) -> None:
    _use(settings, provider.entry(trust_addresses=True))
    with acting_as(roles.OWNER):
        EmailAddress.objects.update(verified=False)
    client = Client()
    client.get(provider.answer_to(_go(client, provider), "kim"))
    assert not _is_signed_in(client)


def test_the_same_number_at_another_provider_is_another_person(
    settings: Settings,
    provider: Provider,
    evil: Provider,
    teacher: Account,
    world: World,
    browse: Callable[[Viewer | None], Client],
) -> None:
    _use(settings, provider.entry(), evil.entry())
    client = browse(world.viewer("teacher"))
    client.get(provider.answer_to(_go(client, provider, "connect"), "kim"))
    attacker = Client()
    attacker.get(evil.answer_to(_go(attacker, evil), "kim"))
    assert not _is_signed_in(attacker)


def test_a_mix_up_of_providers_is_refused(
    settings: Settings, provider: Provider, evil: Provider, teacher: Account
) -> None:
    """The honest provider's answer, brought back as if the evil one had given it, and reversed."""
    _use(settings, provider.entry(trust_addresses=True), evil.entry())
    client = Client()
    back = provider.answer_to(_go(client, provider), "kim")
    mixed = back.replace("/sign-in/one/", "/sign-in/two/")
    assert client.get(mixed).status_code == 401
    # A provider that says who it is, and is not who was asked.
    client = Client()
    back = provider.answer_to(_go(client, provider), "kim")
    answer = client.get(f"{back}&{urlencode({'iss': evil.issuer})}")
    assert answer.status_code == 401
    assert "그 기관의 계정으로 로그인하지 못했습니다" in answer.content.decode()
    assert not _is_signed_in(client)
    assert client.get(f"{back}&{urlencode({'iss': provider.issuer})}")["Location"] == "/desk/"


def test_an_answer_that_this_browser_did_not_ask_for_is_refused(
    settings: Settings, provider: Provider, teacher: Account
) -> None:
    """Login CSRF: the victim is made to open the attacker's answer; and a forged state."""
    _use(settings, provider.entry(trust_addresses=True))
    attacker, victim = Client(), Client()
    back = provider.answer_to(_go(attacker, provider), "kim")
    assert victim.get(back).status_code == 401
    assert not _is_signed_in(victim)
    code = parse_qs(urlsplit(back).query)["code"][0]
    asked = _go(victim, provider)
    state = parse_qs(urlsplit(asked).query)["state"][0]
    # An injected code fails at the provider: it is bound to the attacker's PKCE challenge.
    answer = victim.get(f"/accounts/sign-in/one/back/?code={code}&state={state}")
    assert answer.status_code == 401
    assert not _is_signed_in(victim)


def test_who_cancels_is_told_so(settings: Settings, provider: Provider, teacher: Account) -> None:
    _use(settings, provider.entry())
    client = Client()
    state = parse_qs(urlsplit(_go(client, provider)).query)["state"][0]
    answer = client.get(f"/accounts/sign-in/one/back/?error=access_denied&state={state}")
    assert answer["Location"] == "/accounts/cancelled/"


def test_providers_are_read_from_the_environment() -> None:
    assert read_providers("") == []
    text = '[{"id": "a", "name": "가", "issuer": "https://id.example/x", "client_id": "c", "secret": "s"}]'
    [found] = read_providers(text)
    assert found["settings"] == {
        "server_url": "https://id.example/x",
        "email_authentication": False,
    }
    assert provider_origins([found]) == ["https://id.example"]
    for wrong in ("{", "[1]", '[{"id": "a"}]', "7"):
        with pytest.raises(BadProvidersError, match="HAMKKE_OIDC"):
            read_providers(wrong)
    assert django_settings.SECURE_CSP["form-action"][0] == "'self'"
