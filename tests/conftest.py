"""Fixtures of all tests.

- `db` / `@pytest.mark.django_db`: pytest-django's, on a clone of the migrated template, rolled
  back after each test. The connection is NOINHERIT: **without a role nothing works**. Use
  `acting_as(roles.WORK, viewer.identity)` (or PUBLIC, JOBS, IDENTITY) around what is tested and
  `acting_as(roles.OWNER)` only to lay the ground.
- `world`: a small invented city (tests/world.py) with offices, districts, schools, a venue, and a
  Viewer for each role; made once a session as the owner, so every `db` test finds it. Use
  `world.viewer("district_officer")`.
- `browse`: `browse(viewer)` gives a Django test client signed in as that viewer (None: nobody);
  requests run through all middlewares under the zone's own role.
- `own_database`: like `committed`, but empty.
- `committed`: a database of this test alone, committed for real, for tests with several
  connections: threads, locks, two people at once. Do not combine it with `db`. `committed.world`
  is the world; open further connections simply by using the ORM in a thread and call
  `committed.in_threads([callable, …])`, which runs them at once and returns results or exceptions.
- `shared_data`: the folder of real data, or a skip that says why.
"""

from __future__ import annotations

import os
import threading
from copy import deepcopy
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from tests import database_server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.test import Client
    from pytest_django.plugin import DjangoDbBlocker

    from hamkke.accounts.viewer import Viewer
    from tests.world import World

NOW = datetime(2025, 12, 11, 10, 0, tzinfo=ZoneInfo("Asia/Seoul"))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data beside the checkout, never committed."""
    checkout = Path(__file__).resolve().parents[1]
    folder = Path(os.environ.get("HAMKKE_SHARED", checkout.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip(f"real data is not here: {folder}/data (set HAMKKE_SHARED)")
    return folder


@pytest.fixture(scope="session")
def now() -> datetime:
    """The moment at which tests happen: Thursday 11 December 2025, 10:00 in Seoul."""
    return NOW


def _connect_to(name: str) -> None:
    from django.db import connection

    connection.close()
    values = connection.settings_dict
    parts = database_server.lease().connection(database_server.LOGIN, database=name)
    values.update(
        NAME=name,
        USER=parts["user"],
        PASSWORD=parts["password"],
        HOST=parts["host"],
        PORT=str(parts["port"]),
    )


@pytest.fixture(scope="session")
def built_world(django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """The small invented city, committed in the session's database."""
    from django.db import connection

    from tests.world import build_world

    with database_server.clone() as name:
        with django_db_blocker.unblock():
            _connect_to(name)
            built = build_world()
        yield built
        with django_db_blocker.unblock():
            connection.close()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, built_world: World) -> None:
    """Replaces pytest-django's: our template is migrated by the owner, the tests are not he."""


@pytest.fixture
def world(db: None, built_world: World) -> World:
    """The small invented city, the test's own copy."""
    return deepcopy(built_world)


@pytest.fixture
def browse() -> Callable[[Viewer | None], Client]:
    """Gives test clients signed in as a viewer."""
    from tests.world import client_of

    return client_of


class Committed:
    """A database of one test's own, and threads on it."""

    def __init__(self) -> None:
        """This function will build the world and commit it."""
        from tests.world import build_world

        self.world = build_world()

    @staticmethod
    def in_threads(calls: list[Callable[[], Any]]) -> list[Any]:
        """This function will run `calls` at once and return what each returned or raised."""
        from django.db import connection

        results: list[Any] = [None] * len(calls)
        ready = threading.Barrier(len(calls))

        def run(index: int) -> None:
            ready.wait(timeout=30)
            try:
                results[index] = calls[index]()
            except Exception as error:  # noqa: BLE001 - handed to the test
                results[index] = error
            finally:
                connection.close()

        threads = [threading.Thread(target=run, args=(index,)) for index in range(len(calls))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        return results


@pytest.fixture
def own_database(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """A migrated, empty database in which everything is committed for real."""
    from django.db import connection

    before = dict(connection.settings_dict)
    with database_server.clone() as name, django_db_blocker.unblock():
        _connect_to(name)
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict.update(before)


@pytest.fixture
def committed(own_database: None) -> Committed:
    """The small invented city in a database of its own."""
    return Committed()
