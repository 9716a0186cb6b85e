"""Families of the sample's class: codes handed out, children who wait, a guardian's consent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hamkke.accounts.actions.ask_guardian import NewChild, ask_guardian
from hamkke.accounts.actions.hand_out_codes import Sheet, hand_out_codes
from hamkke.accounts.age import fourteen_on
from hamkke.accounts.models import ConsentWay, GuardianConsent, Membership, Relation
from hamkke.database import roles
from hamkke.database.identity import Identity, acting_as

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer
    from hamkke.config.sample.people import People

# The names say that they are invented; letters go to the terminal.
CHILDREN: Final = (("한예시", "guardian@sample.invalid"), ("두예시", ""))
SITE: Final = "http://localhost:8000"
COUNT: Final = 6


def add_families(people: People, now: datetime) -> None:
    """This function will hand codes out to the class of the demo's teacher, once."""
    with acting_as(roles.OWNER):
        held = Membership.objects.get(person__account__login_name="demo.homeroom-teacher")
        student = Membership.objects.get(person__account__login_name="demo.student")
        _made, is_new = GuardianConsent.objects.get_or_create(
            person_id=student.person_id,
            defaults={
                "guardian_name": "오정우",
                "relation": Relation.FATHER,
                "way": ConsentWay.PAPER,
                "fourteen_on": fourteen_on(
                    people.today.replace(year=people.today.year - 11, day=1)
                ),
                "consented_at": now,
                "confirmed_by": held,
            },
        )
    if is_new:
        teacher = next(each for each in people.teachers if each.membership_id == held.pk)
        _hand_out(teacher, "parent", now)
        codes = _hand_out(teacher, "student", now)
        for (name, guardian), code in zip(CHILDREN, codes, strict=False):
            _sign_up(code, name, guardian, now)


def _hand_out(teacher: Viewer, role: str, now: datetime) -> list[str]:
    sheet = Sheet(teacher.class_group_id, role, COUNT)
    with acting_as(roles.WORK, teacher.identity):
        return [code for _letter, code in hand_out_codes(viewer=teacher, sheet=sheet, now=now)]


def _sign_up(code: str, name: str, guardian: str, now: datetime) -> None:
    child = NewChild(
        name=name,
        email=f"child{len(guardian)}@sample.invalid",
        password=code,
        fourteen_on=fourteen_on(now.date().replace(year=now.year - 11, day=1)),
        guardian_email=guardian,
    )
    with acting_as(roles.IDENTITY, Identity()):
        ask_guardian(secret=code, child=child, site=SITE, now=now)
