"""What a password must be, and the file of breached ones."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from hamkke.accounts.actions.create_account import create_account
from hamkke.accounts.breached import NotAList, is_breached, write_breached
from hamkke.accounts.errors import AddressTaken, HasAccount, WeakPassword
from hamkke.accounts.models import Account, Person
from hamkke.accounts.queries.addresses import address_of
from hamkke.audit.models import ActionEntry
from hamkke.database import roles
from hamkke.database.identity import acting_as
from tests.world import World

GOOD = "느티나무-아래-도서관-47"


def _list(passwords: dict[str, int]) -> list[str]:
    """Lines as Have I Been Pwned publishes them."""
    return sorted(
        f"{hashlib.sha1(word.encode(), usedforsecurity=False).hexdigest().upper()}:{often}\r\n"
        for word, often in passwords.items()
    )


@pytest.mark.parametrize(
    "word", ["짧은것", "password1234", "qwer1234!!", "hamkke2026!", "1q2w3e4r5t"]
)
def test_guessable_passwords_are_refused(word: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(word)


def test_long_ones_are_taken() -> None:
    validate_password(GOOD)
    validate_password("correct horse battery staple")
    validate_password("가" * 5 + GOOD * 20)


def test_ones_own_name_and_address_are_guessable(world: World) -> None:
    with acting_as(roles.OWNER):
        account = Account.objects.get(login_name="teacher")
        EmailAddress.objects.create(user=account, email="gildong.hong@school.example")
        with pytest.raises(ValidationError):
            validate_password("gildong.hong99", account)


def test_breached_ones_are_refused_without_a_network(tmp_path: Path, settings: Settings) -> None:
    settings.BREACHED_PASSWORDS = tmp_path / "breached"
    validate_password(GOOD)
    write_breached(_list({GOOD: 3, "other": 1}), settings.BREACHED_PASSWORDS, at_least=2)
    with pytest.raises(ValidationError, match="새어 나간"):
        validate_password(GOOD)


@given(st.dictionaries(st.text(min_size=1, max_size=8), st.integers(1, 9), max_size=30), st.text())
def test_the_file_holds_what_was_seen_often_enough(
    tmp_path_factory: pytest.TempPathFactory, seen: dict[str, int], other: str
) -> None:
    file = tmp_path_factory.mktemp("breached") / "file"
    count = write_breached(_list(seen), file, at_least=5)
    assert count == sum(often >= 5 for often in seen.values()) == file.stat().st_size // 8
    for word in (*seen, other):
        assert is_breached(word, file) is (seen.get(word, 0) >= 5)


@pytest.mark.parametrize(
    "lines",
    [
        ["no hash\n"],
        ["A" * 40 + "\n"],
        ["A" * 39 + ":1\n"],
        ["B" * 40 + ":1\n", "A" * 40 + ":1\n"],
        ["Z" * 40 + ":1\n"],
    ],
)
def test_another_file_is_refused_and_the_old_one_stays(tmp_path: Path, lines: list[str]) -> None:
    file = tmp_path / "file"
    write_breached(_list({GOOD: 1}), file, at_least=1)
    with pytest.raises(NotAList):
        write_breached(lines, file, at_least=1)
    assert is_breached(GOOD, file)


@pytest.fixture
def person(world: World) -> Person:
    with acting_as(roles.OWNER):
        return Person.objects.create(name="새사람")


def _create(person: Person, now: datetime, **changed: object) -> Account:
    values = {"email": "New@School.example", "password": GOOD, "email_is_verified": True}
    with acting_as(roles.IDENTITY):
        return create_account(person=person, now=now, **{**values, **changed})  # type: ignore[arg-type]


def test_an_account_is_made(person: Person, now: datetime) -> None:
    account = _create(person, now)
    with acting_as(roles.IDENTITY):
        assert address_of(person_id=person.pk) == "new@school.example"
        assert account.check_password(GOOD)
    with acting_as(roles.JOBS):
        assert address_of(person_id=person.pk) == "new@school.example"
    with acting_as(roles.OWNER):
        assert ActionEntry.objects.get(action="create_account").person_number == person.pk


def test_an_account_is_refused(person: Person, world: World, now: datetime) -> None:
    _create(person, now)
    with pytest.raises(HasAccount):
        _create(person, now)
    with acting_as(roles.OWNER):
        second = Person.objects.create(name="다른이")
    with pytest.raises(AddressTaken):
        _create(second, now)
    with pytest.raises(WeakPassword, match="10자"):
        _create(second, now, email="b@x.example", password="짧다")
    with acting_as(roles.OWNER):
        assert not Account.objects.filter(person=second).exists()
