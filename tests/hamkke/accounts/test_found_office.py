"""The first code of an installation: for the owner alone, once, replaced by the next."""

from __future__ import annotations

import pytest
from django.db.utils import ProgrammingError

from hamkke.accounts.actions.found_office import found_office
from hamkke.accounts.actions.take_first_role import take_first_role
from hamkke.accounts.errors import InvitationUnknown
from hamkke.accounts.models import Membership, RoleChange
from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.organizations.models import Organization
from tests.conftest import NOW

pytestmark = pytest.mark.usefixtures("own_database")
NAME = "가람광역시교육청"


def _take(code: str, email: str) -> Membership:
    with acting_as(roles.IDENTITY):
        return take_first_role(
            secret=code,
            name="한가람",
            email=f"{email}@person.example",
            password="아주-긴-여행-비밀-1193",
            now=NOW,
        )[1]


def test_the_first_officer_comes_in_with_the_last_code() -> None:
    first, second = (found_office(name=NAME, now=NOW) for _ in range(2))
    assert first
    assert second
    with pytest.raises(InvitationUnknown):
        _take(first, "one")
    held = _take(second, "one")
    assert (held.organization.name, held.role) == (NAME, "officer")
    assert found_office(name=NAME, now=NOW) is None
    again = found_office(name="다른 이름", again=True, now=NOW)
    assert again
    assert _take(again, "two").organization_id == held.organization_id
    with acting_as(roles.OWNER):
        assert Organization.objects.count() == 1


def test_no_runtime_role_can_make_such_a_code() -> None:
    found_office(name=NAME, now=NOW)
    with acting_as(roles.OWNER):
        office = Organization.objects.get()
    for role in roles.RUNTIME_ROLES:
        with pytest.raises(ProgrammingError, match=r"permission denied|row-level"), acting_as(role):
            RoleChange.objects.create(
                organization_id=office.pk, role="officer", valid_from=NOW.date(), proposed_at=NOW
            )
