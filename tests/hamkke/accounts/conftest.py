"""A school that looks after its people, and what tests of roles need again and again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from hamkke.accounts.actions.invite_person import invite_person
from hamkke.accounts.actions.print_codes import print_codes
from hamkke.accounts.changes import Offer
from hamkke.accounts.models import Role, RoleChange
from hamkke.database import roles
from hamkke.database.identity import acting_as
from tests.conftest import NOW
from tests.world import TODAY, World, add_viewer

if TYPE_CHECKING:
    from datetime import date, datetime

    from hamkke.accounts.viewer import Viewer

SITE = "https://hamkke.example"


class People:
    """Does what people do, under the role of the work area, at a moment."""

    def __init__(self, world: World) -> None:
        self.world = world
        with acting_as(roles.OWNER):
            for key, organization, role in (
                ("school_officer", "school", Role.SCHOOL_OFFICER),
                ("second_city_officer", "city", Role.OFFICER),
            ):
                world.viewers[key] = add_viewer(
                    name=f"사람 {key}",
                    login_name=key,
                    organization=world.organization(organization),
                    role=role,
                )

    def viewer(self, key: str, today: date = TODAY) -> Viewer:
        return replace(self.world.viewer(key), today=today)

    def offer(self, organization: str, role: str, **more: object) -> Offer:
        known = {"name": "새 사람", "valid_from": TODAY, **more}
        return Offer(self.world.organization(organization).pk, role, **known)  # type: ignore[arg-type]

    def invite(self, who: str, offer: Offer, now: datetime = NOW) -> RoleChange:
        viewer = self.viewer(who, now.date())
        with acting_as(roles.WORK, viewer.identity):
            return invite_person(viewer=viewer, offer=offer, site=SITE, now=now)

    def code(self, who: str, change: RoleChange, now: datetime = NOW) -> str:
        viewer = self.viewer(who, now.date())
        with acting_as(roles.WORK, viewer.identity):
            return print_codes(
                viewer=viewer,
                organization_id=change.organization_id,
                change_id=change.pk,
                now=now,
            )[0][1]


@pytest.fixture
def people(world: World) -> People:
    return People(world)
