"""Guessing passwords: slower and slower for who guesses, never for anybody else."""

from __future__ import annotations

from datetime import datetime, timedelta
from unittest.mock import patch

import pytest
from allauth.account.models import EmailAddress
from django.test import Client, RequestFactory
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from hamkke.accounts.actions.forgive_attempts import forgive_attempts
from hamkke.accounts.actions.take_attempt import FREE, LONGEST_PAUSE, take_attempt
from hamkke.accounts.client import UNKNOWN, address_of_client
from hamkke.accounts.errors import TooManyAttempts
from hamkke.accounts.models import Account, Attempt
from hamkke.database import roles
from hamkke.database.identity import acting_as
from tests.conftest import Committed
from tests.world import World

PASSWORD = "바른-비밀번호-1"
WRONG = "이메일 주소나 아이디 또는 비밀번호가 맞지 않습니다."
PAUSE = "여러 번 틀려서 잠시 쉬어야 합니다."


def _try(client: Client, name: str, password: str, address: str = "203.0.113.1") -> str:
    answer = client.post(
        "/accounts/sign-in/", {"login_name": name, "password": password}, REMOTE_ADDR=address
    )
    return "in" if answer.status_code == 302 else answer.content.decode()


def _fail(name: str, address: str, times: int = FREE) -> None:
    for _ in range(times):
        assert WRONG in _try(Client(), name, "틀림", address)


def test_who_guesses_is_paused_and_the_owner_elsewhere_is_not(world: World) -> None:
    _fail("teacher", "203.0.113.1")
    assert PAUSE in _try(Client(), "teacher", PASSWORD, "203.0.113.1")
    assert _try(Client(), "teacher", PASSWORD, "198.51.100.7") == "in"


def test_a_known_device_is_not_paused_by_its_neighbours(world: World) -> None:
    device = Client()
    assert _try(device, "teacher", PASSWORD) == "in"
    device.post("/accounts/sign-out/")
    _fail("teacher", "203.0.113.1")
    assert PAUSE in _try(Client(), "teacher", PASSWORD)
    assert _try(device, "teacher", PASSWORD) == "in"


def test_the_device_of_one_is_no_pass_to_another(world: World) -> None:
    device = Client()
    assert _try(device, "student", PASSWORD) == "in"
    device.post("/accounts/sign-out/")
    for _ in range(FREE):
        assert WRONG in _try(device, "teacher", "틀림")
    assert PAUSE in _try(device, "teacher", PASSWORD)
    forged = Client()
    forged.cookies["hamkke_device"] = device.cookies["hamkke_device"].value[:-2] + "xx"
    assert PAUSE in _try(forged, "teacher", PASSWORD)


def test_an_unknown_name_is_answered_like_a_known_one(world: World) -> None:
    """Enumeration: the same sentences, the same count, and one hash each."""
    for name in ("teacher", "nobody", "nobody@school.example"):
        with patch("django.contrib.auth.hashers.MD5PasswordHasher.encode", autospec=True) as encode:
            encode.return_value = "md5$salt$0"
            assert WRONG in _try(Client(), name, "틀림", "192.0.2.9")
        assert encode.call_count == 1, name
        _fail(name, "192.0.2.9", FREE - 1)
        assert PAUSE in _try(Client(), name, "틀림", "192.0.2.9")


def test_an_address_and_the_login_name_share_one_count(world: World) -> None:
    with acting_as(roles.OWNER):
        account = Account.objects.get(login_name="teacher")
        EmailAddress.objects.create(user=account, email="t@x.example", verified=True)
    _fail("teacher", "203.0.113.1", FREE - 1)
    _fail("T@x.example", "203.0.113.1", 1)
    assert PAUSE in _try(Client(), "t@x.example", PASSWORD)
    assert _try(Client(), "t@x.example", PASSWORD, "198.51.100.7") == "in"


def test_trying_many_accounts_from_one_address_is_paused(world: World) -> None:
    with patch("hamkke.accounts.actions.prove_password.FREE_AT_ALL", 6):
        for number in range(6):
            assert WRONG in _try(Client(), f"somebody{number}", "틀림")
        assert PAUSE in _try(Client(), "teacher", PASSWORD)


def test_a_success_forgives_what_came_before(world: World) -> None:
    _fail("teacher", "203.0.113.1", FREE - 1)
    assert _try(Client(), "teacher", PASSWORD) == "in"
    _fail("teacher", "203.0.113.1", FREE - 1)
    assert _try(Client(), "teacher", PASSWORD) == "in"


def test_neither_names_nor_addresses_are_kept(world: World) -> None:
    _fail("teacher", "203.0.113.1", 1)
    with acting_as(roles.OWNER):
        kept = " ".join(f"{row.subject} {row.client}" for row in Attempt.objects.all())
    assert "teacher" not in kept
    assert "203.0.113" not in kept
    assert {len(value) for value in kept.split()} == {64}


@hypothesis_settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(gaps=st.lists(st.integers(0, 2000), min_size=1, max_size=12))
def test_pauses_double_and_end(db: None, now: datetime, gaps: list[int]) -> None:
    """Whatever the gaps: an attempt is taken exactly when the pause since the last one is over."""
    with acting_as(roles.IDENTITY):
        Attempt.objects.all().delete()
        failures, last, moment = 0, now, now
        for gap in gaps:
            moment += timedelta(seconds=gap)
            pause = 0 if failures < FREE else min(10 * 2 ** (failures - FREE), LONGEST_PAUSE)
            is_free = failures == 0 or moment >= last + timedelta(seconds=pause)
            try:
                take_attempt(subject="s", client="c", now=moment)
            except TooManyAttempts:
                assert not is_free
            else:
                assert is_free
                failures, last = failures + 1, moment
        take_attempt(subject="s", client="another", now=moment)
        forgive_attempts(subject="s", client="c")
        take_attempt(subject="s", client="c", now=moment)


def test_a_day_later_all_is_forgotten(db: None, now: datetime) -> None:
    with acting_as(roles.IDENTITY):
        for _ in range(FREE):
            take_attempt(subject="s", client="c", now=now)
        with pytest.raises(TooManyAttempts):
            take_attempt(subject="s", client="c", now=now)
        take_attempt(subject="s", client="c", now=now + timedelta(days=1, seconds=1))


def test_attempts_at_once_are_counted_one_by_one(committed: Committed, now: datetime) -> None:
    """A burst of parallel guesses gets no more than the free ones."""

    def guess() -> None:
        with acting_as(roles.IDENTITY):
            take_attempt(subject="s", client="c", now=now)

    results = committed.in_threads([guess] * 9)
    assert results.count(None) == FREE
    assert sum(isinstance(item, TooManyAttempts) for item in results) == 9 - FREE


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "198.51.100.1", "192.0.2.1"),
        (1, "10.9.9.9, 198.51.100.1", "198.51.100.1"),
        (2, "10.9.9.9, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        (1, "", "192.0.2.1"),
        (2, "198.51.100.1", "192.0.2.1"),
        (1, "nonsense", UNKNOWN),
    ],
)
def test_the_client_behind_ones_own_proxies(
    settings: Settings, proxies: int, forwarded: str, address: str
) -> None:
    """What a client writes into the header itself stands before what one's own proxies add."""
    settings.PROXIES = proxies
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR="192.0.2.1")
    assert address_of_client(request) == address
