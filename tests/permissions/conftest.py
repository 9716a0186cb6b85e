"""The sample in a database of its own, laid once for both modules; each case is rolled back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import database_server
from tests.conftest import _connect_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.plugin import DjangoDbBlocker

    from tests.permissions.ground import Ground


@pytest.fixture(scope="module")
def ground(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Ground]:
    """The demo's sample as of `ground.NOW`, at which all requests of the module happen."""
    from django.db import connection

    from tests.permissions.ground import NOW, lay

    before = dict(connection.settings_dict)
    with (
        database_server.clone() as name,
        django_db_blocker.unblock(),
        pytest.MonkeyPatch.context() as patched,
    ):
        patched.setattr("django.utils.timezone.now", lambda: NOW)
        _connect_to(name)
        try:
            yield lay()
        finally:
            connection.close()
            connection.settings_dict.update(before)


@pytest.fixture
def rolled_back(ground: Ground) -> Iterator[Ground]:
    """The ground, in a transaction that leaves nothing."""
    from django.db import transaction

    with transaction.atomic():
        yield ground
        transaction.set_rollback(True)
