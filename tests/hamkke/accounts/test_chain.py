"""Who may give which role where: the data, the rule, its set and PostgreSQL say the same."""

from __future__ import annotations

import pytest
from django.db import connection

from hamkke.accounts.chain import CHAIN
from hamkke.accounts.models import Role
from hamkke.accounts.queries.people import places_to_look_after
from hamkke.accounts.rules import may_give, roles_to_give
from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.organizations.models import OfficeDistrict
from hamkke.organizations.queries.places import place_of
from tests.world import TODAY, World, add_viewer

pytestmark = pytest.mark.django_db


def test_the_chain_in_postgresql_is_the_one_in_python(world: World) -> None:
    with acting_as(roles.WORK), connection.cursor() as cursor:
        cursor.execute("select * from accounts_chain()")
        assert [tuple(row) for row in cursor.fetchall()] == [tuple(link) for link in CHAIN]


def test_rule_set_and_database_agree(world: World) -> None:
    with acting_as(roles.OWNER):
        for key in ("school", "other_school"):
            world.viewers[f"{key}_officer"] = add_viewer(
                name="학교",
                login_name=f"{key}_officer",
                organization=world.organization(key),
                role=Role.SCHOOL_OFFICER,
            )
    with acting_as(roles.WORK):
        places = {
            key: place_of(organization_id=item.pk, day=TODAY)
            for key, item in world.organizations.items()
        }
    given = 0
    for viewer in world.viewers.values():
        with acting_as(roles.WORK, viewer.identity), connection.cursor() as cursor:
            reached = {place.organization_id for place in places_to_look_after(viewer=viewer)}
            for place in places.values():
                assert place is not None
                for role in Role.values:
                    cursor.execute(
                        "select accounts_may_give(%s::bigint, %s)", [place.organization_id, role]
                    )
                    by_rule = may_give(viewer, place, role)
                    assert by_rule == cursor.fetchone()[0], (viewer, place, role)
                    assert by_rule == (role in roles_to_give(viewer, place))
                    given += by_rule
                if place.organization_id != viewer.organization_id:
                    in_set = place.organization_id in reached
                    assert in_set == bool(roles_to_give(viewer, place)), (viewer, place)
    assert given > 20


def test_an_office_gives_only_in_districts_it_covers_on_the_day(world: World) -> None:
    officer, school = world.viewer("office_officer"), world.organization("school")
    with acting_as(roles.OWNER):
        OfficeDistrict.objects.filter(education_office_id=world.organization("office").pk).update(
            valid_during=f"[2020-01-01,{TODAY})"
        )
    with acting_as(roles.WORK, officer.identity), connection.cursor() as cursor:
        place = place_of(organization_id=school.pk, day=TODAY)
        assert place is not None
        assert not may_give(officer, place, "school_officer")
        cursor.execute("select accounts_may_give(%s::bigint, 'school_officer')", [school.pk])
        assert cursor.fetchone()[0] is False
