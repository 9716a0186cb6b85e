"""The sample in a database of its own, laid once for the run; each case is rolled back."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest

from tests import database_server
from tests.conftest import _connect_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.plugin import DjangoDbBlocker

    from tests.permissions.ground import Ground


@contextlib.contextmanager
def _at_the_ground(name: str, blocker: DjangoDbBlocker) -> Iterator[None]:
    """Connects to the sample's database, at the sample's moment."""
    from django.db import connection

    from tests.permissions.ground import NOW

    before = dict(connection.settings_dict)
    with blocker.unblock(), pytest.MonkeyPatch.context() as patched:
        patched.setattr("django.utils.timezone.now", lambda: NOW)
        _connect_to(name)
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict.update(before)


@pytest.fixture(scope="session")
def laid(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[str, Ground]]:
    """The name of the sample's database and what lies in it, both modules' own."""
    from tests.permissions.ground import lay

    with database_server.clone() as name:
        with _at_the_ground(name, django_db_blocker):
            ground = lay()
        yield name, ground


@pytest.fixture(scope="module")
def ground(laid: tuple[str, Ground], django_db_blocker: DjangoDbBlocker) -> Iterator[Ground]:
    """The demo's sample as of `ground.NOW`, at which all requests of the module happen."""
    name, found = laid
    with _at_the_ground(name, django_db_blocker):
        yield found


@pytest.fixture
def rolled_back(ground: Ground) -> Iterator[Ground]:
    """The ground, in a transaction that leaves nothing."""
    from django.db import transaction

    with transaction.atomic():
        yield ground
        transaction.set_rollback(True)
