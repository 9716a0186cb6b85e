"""Every address × every role × GET and POST: allowed or refused, exactly as the matrix says."""

from __future__ import annotations

import os
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from django.urls import reverse

from tests.permissions.document import document
from tests.permissions.matrix import EVERYBODY, MATRIX, ROLES, Row, addresses, expected

if TYPE_CHECKING:
    from django.http import HttpResponse

    from tests.permissions.ground import Ground

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "permissions.md"


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    rows, known = {row.name for row in MATRIX}, set(addresses())
    assert not known - rows, "addresses without a row in tests/permissions/matrix.py"
    assert not rows - known, "rows without an address"
    assert len({row.label for row in MATRIX}) == len(MATRIX), "a row stands twice"


def test_rows_name_known_roles() -> None:
    for row in MATRIX:
        assert (row.get or EVERYBODY) | (row.post or EVERYBODY) | row.told <= EVERYBODY, row.label


def test_the_ground_has_everybody(ground: Ground) -> None:
    assert list(ground.clients) == list(ROLES)
    people = [viewer.person_id for viewer in ground.viewers.values() if viewer.is_signed_in]
    assert len(set(people)) == len(ROLES) - 1


@pytest.mark.parametrize("row", MATRIX, ids=lambda row: row.label)
def test_who_may(row: Row, rolled_back: Ground) -> None:
    path = reverse(row.name, kwargs=rolled_back.arguments(row.on))
    wrong = [
        f"{method.upper()} {path} as {role}: {said}, not {wanted}"
        for method in ("get", "post")
        for role in ROLES
        if (said := _answer(rolled_back, role, method, path))
        not in _codes(wanted := expected(row, path, role, method))
    ]
    assert not wrong, "\n".join(wrong)


def _codes(wanted: frozenset[int] | str) -> frozenset[int | str]:
    return frozenset({wanted}) if isinstance(wanted, str) else frozenset(wanted)


def _answer(ground: Ground, role: str, method: str, path: str) -> int | str:
    """The status of a request that leaves nothing behind; an exception would fail the test."""
    client = ground.clients[role]
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        response: HttpResponse = getattr(client, method)(path)
        transaction.set_rollback(True)
    client.cookies = cookies
    if response.status_code == 302 and response["Location"].startswith("/accounts/sign-in/?next="):
        return "sign in"
    return response.status_code


def test_the_reference_is_this_matrix() -> None:
    text = document()
    if os.environ.get("HAMKKE_WRITE_SNAPSHOT"):
        REFERENCE.write_text(text, encoding="utf-8")
    assert REFERENCE.read_text(encoding="utf-8") == text, (
        "docs/reference/permissions.md is old: HAMKKE_WRITE_SNAPSHOT=1 writes it anew"
    )
