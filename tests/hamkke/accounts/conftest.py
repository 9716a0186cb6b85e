"""A school that looks after its people, and what tests of roles need again and again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from hamkke.accounts.actions.ask_guardian import NewChild, ask_guardian
from hamkke.accounts.actions.hand_out_codes import Sheet, hand_out_codes
from hamkke.accounts.actions.invite_person import invite_person
from hamkke.accounts.actions.print_codes import print_codes
from hamkke.accounts.changes import Offer
from hamkke.accounts.models import Role, RoleChange
from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.mail.models import Message
from tests.conftest import NOW
from tests.world import TODAY, World, add_viewer

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer

SITE = "https://hamkke.example"
PASSWORD = "아주-긴-여행-비밀-1193"


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

    def sheet(
        self, who: str, role: str = "student", count: int = 1, group: str | None = "class_1"
    ) -> list[str]:
        """Prints a sheet of codes for a class group."""
        viewer = self.viewer(who)
        number = self.world.class_groups[group].pk if group else None
        with acting_as(roles.WORK, viewer.identity):
            printed = hand_out_codes(viewer=viewer, sheet=Sheet(number, role, count), now=NOW)
        return [code for _letter, code in printed]

    def child_waits(
        self, code: str, guardian: str = "guardian@home.example", email: str = "kid@home.example"
    ) -> str:
        """Has a child sign up; gives the secret of the guardian's link, empty for paper."""
        child = NewChild("강아름", email, PASSWORD, date(2029, 5, 5), guardian)
        with acting_as(roles.IDENTITY):
            ask_guardian(secret=code, child=child, site=SITE, now=NOW)
        with acting_as(roles.OWNER):
            asked = Message.objects.filter(purpose="guardian", address=guardian).last()
        return asked.text.partition("/accounts/guardian/")[2].partition("/")[0] if asked else ""


@pytest.fixture
def people(world: World) -> People:
    return People(world)
