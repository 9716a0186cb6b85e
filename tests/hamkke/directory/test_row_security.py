"""Policies of the directory, in the runtime roles: each test misses one of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.db.utils import ProgrammingError

from hamkke.accounts.viewer import ANONYMOUS
from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.directory.models import (
    Application,
    Location,
    Profile,
    PublicLocation,
    Service,
    ServiceAtLocation,
)
from hamkke.files.models import StoredFile
from tests.hamkke.directory.applying import put_in
from tests.hamkke.directory.samples import WHEN, Directory, add_directory

if TYPE_CHECKING:
    from tests.world import World

pytestmark = pytest.mark.django_db
STRANGERS = ("teacher", "student", "parent", "head", "superintendent", "citizen")


@pytest.fixture
def directory(world: World) -> Directory:
    return add_directory(world)


def test_the_public_reads_what_is_listed_and_no_confidential_address(
    world: World, directory: Directory
) -> None:
    with acting_as(roles.PUBLIC):
        assert Profile.objects.count() == Service.objects.count() == 2
        assert ServiceAtLocation.objects.count() == 2
        hidden = PublicLocation.objects.get(is_confidential=True)
        assert (hidden.address, hidden.directions) == ("", "")
        assert (hidden.latitude, hidden.longitude) == (None, None)
        assert PublicLocation.objects.get(is_confidential=False).address


def test_the_public_cannot_read_the_table_of_places(world: World, directory: Directory) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), acting_as(roles.PUBLIC):
        Location.objects.count()


def test_the_public_reads_nothing_lapsed_or_resting(world: World) -> None:
    made = add_directory(world, verified_until=date(2020, 1, 1))
    with acting_as(roles.PUBLIC):
        assert not Profile.objects.exists()
        assert not Service.objects.exists()
        assert not ServiceAtLocation.objects.exists()
        assert not PublicLocation.objects.exists()
    with acting_as(roles.OWNER):
        Profile.objects.update(verified_until=date(2099, 1, 1))
        Service.objects.filter(pk=made.services["venue"].pk).update(is_active=False)
    with acting_as(roles.PUBLIC):
        assert Service.objects.count() == 1


def test_a_manager_keeps_only_the_own(world: World, directory: Directory) -> None:
    with acting_as(roles.WORK, world.viewer("manager").identity):
        for model in (Profile, Service, ServiceAtLocation, Location):
            assert model.objects.count() == 1
        assert Service.objects.update(name="새 이름") == 1
        assert Location.objects.update(name="새 곳") == 1
        assert Profile.objects.update(phone="1") == 1
        assert ServiceAtLocation.objects.update(hours_note="1") == 1


def test_a_manager_adds_nothing_to_another(world: World, directory: Directory) -> None:
    other = world.organization("other_venue")
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        acting_as(roles.WORK, world.viewer("manager").identity),
    ):
        Service.objects.create(
            organization=other, name="a", description="b", last_checked_on=WHEN, modified_at=WHEN
        )


def test_nobody_verifies_the_own_organization(world: World, directory: Directory) -> None:
    with (
        pytest.raises(ProgrammingError, match="only the district verifies"),
        acting_as(roles.WORK, world.viewer("manager").identity),
    ):
        Profile.objects.update(verified_until=date(2100, 1, 1))


def test_the_district_verifies_its_own_only(world: World, directory: Directory) -> None:
    with acting_as(roles.WORK, world.viewer("district_officer").identity):
        assert Profile.objects.count() == 1
        assert Profile.objects.update(verified_until=date(2100, 1, 1)) == 1
    with acting_as(roles.WORK, world.viewer("office_officer").identity):
        assert Profile.objects.count() == 1
        assert Profile.objects.update(verified_until=date(2100, 1, 1)) == 0


@pytest.mark.parametrize("who", STRANGERS)
def test_a_stranger_sees_nothing_on_the_desk(world: World, directory: Directory, who: str) -> None:
    put_in(world)
    with acting_as(roles.WORK, world.viewer(who).identity):
        for model in (Profile, Service, Location, ServiceAtLocation, Application, StoredFile):
            assert not model.objects.exists()


def test_only_the_district_puts_an_organization_in(world: World) -> None:
    values = {"verified_until": date(2099, 1, 1), "modified_at": WHEN}
    district = world.organization("district").district
    with acting_as(roles.WORK, world.viewer("district_officer").identity):
        Profile.objects.create(
            organization=world.organization("venue"), district=district, **values
        )
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        acting_as(roles.WORK, world.viewer("office_officer").identity),
    ):
        Profile.objects.create(
            organization=world.organization("other_venue"), district=district, **values
        )


@pytest.mark.parametrize("who", ["district_officer", "office_officer", "city_officer"])
def test_officers_of_the_district_read_application_and_document(world: World, who: str) -> None:
    put_in(world)
    with acting_as(roles.WORK, world.viewer(who).identity):
        assert Application.objects.count() == StoredFile.objects.count() == 1


@pytest.mark.parametrize("who", ["other_district_officer", "other_office_officer", "manager"])
def test_others_read_neither(world: World, who: str) -> None:
    put_in(world)
    with acting_as(roles.WORK, world.viewer(who).identity):
        assert not Application.objects.exists()
        assert not StoredFile.objects.exists()


@pytest.mark.parametrize("who", ["office_officer", "city_officer", "other_district_officer"])
def test_only_the_district_decides(world: World, who: str) -> None:
    put_in(world)
    with acting_as(roles.WORK, world.viewer(who).identity):
        assert Application.objects.update(state="refused", reason="까닭") == 0


def test_who_applies_can_only_put_in(world: World) -> None:
    put_in(world)
    for action in (Application.objects.count, lambda: Application.objects.update(name="x")):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            acting_as(roles.IDENTITY, ANONYMOUS.identity),
        ):
            action()


def test_nobody_applies_as_already_approved(world: World) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"):
        put_in(world, state="approved", organization_id=world.organization("venue").pk)


def test_jobs_see_all(world: World, directory: Directory) -> None:
    put_in(world)
    with acting_as(roles.JOBS):
        assert Profile.objects.update(phone="2") == 2
        assert Service.objects.update(phone="2") == 2
        assert Location.objects.update(directions="") == 2
        assert ServiceAtLocation.objects.update(hours_note="") == 2
        assert Application.objects.count() == 1
