"""A small invented city for tests: no real school's or person's name."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.utils import timezone

from hamkke.accounts.actions.sign_in import PROVEN
from hamkke.accounts.backends import PATH
from hamkke.accounts.middleware import MEMBERSHIP_KEY
from hamkke.accounts.models import Account, Membership, Person, Role
from hamkke.accounts.rules import needs_second_factor
from hamkke.accounts.viewer import Viewer
from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.organizations.models import (
    ClassGroup,
    District,
    EducationOffice,
    OfficeDistrict,
    Organization,
    OrganizationKind,
    School,
    SchoolLevel,
    Venue,
)

# Of the authenticator apps that client_of gives.
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
TODAY = date(2025, 12, 11)
SCHOOL_YEAR = 2025


@dataclass
class World:
    """The city: organizations by key, class groups by key, viewers by key.

    Organizations: city, office, other_office, district, other_district, school, other_school,
    venue, other_venue ("other" = of the other district, under the other office).
    Class groups: class_1, class_2 (of school), other_class.
    Viewers: superintendent, city_officer, office_officer, other_office_officer, district_officer,
    other_district_officer, head, other_head, teacher (class_1), colleague (class_2),
    other_teacher (other_class), manager, other_manager, student, parent (both class_1), citizen.
    """

    organizations: dict[str, Organization] = field(default_factory=dict)
    class_groups: dict[str, ClassGroup] = field(default_factory=dict)
    viewers: dict[str, Viewer] = field(default_factory=dict)

    def organization(self, key: str) -> Organization:
        """This function will return an organization by its key."""
        return self.organizations[key]

    def viewer(self, key: str) -> Viewer:
        """This function will return a viewer by its key."""
        return self.viewers[key]


def build_world() -> World:
    """This function will make the city as the owner and return it."""
    world = World()
    with acting_as(roles.OWNER):
        _add_organizations(world)
        _add_people(world)
    return world


def _add_organizations(world: World) -> None:
    kind = OrganizationKind
    names = {
        "city": (kind.METROPOLITAN_OFFICE, "가람광역시교육청"),
        "office": (kind.EDUCATION_OFFICE, "물빛교육지원청"),
        "other_office": (kind.EDUCATION_OFFICE, "들꽃교육지원청"),
        "district": (kind.DISTRICT, "한빛구"),
        "other_district": (kind.DISTRICT, "솔샘구"),
        "school": (kind.SCHOOL, "가온초등학교"),
        "other_school": (kind.SCHOOL, "누리초등학교"),
        "venue": (kind.VENUE, "한빛목공소"),
        "other_venue": (kind.VENUE, "솔샘천문대"),
    }
    for key, (what, name) in names.items():
        world.organizations[key] = Organization.objects.create(
            kind=what, name=name, name_en=key.replace("_", " ").title()
        )
    for prefix, code in (("", "99110"), ("other_", "99120")):
        office = EducationOffice.objects.create(
            organization=world.organization(f"{prefix}office"), short_name=f"{prefix}물빛"
        )
        district = District.objects.create(
            organization=world.organization(f"{prefix}district"),
            code=code,
            latitude=37.5,
            longitude=127.0,
            grid_x=60,
            grid_y=127,
        )
        OfficeDistrict.objects.create(
            education_office=office,
            district=district,
            valid_during=DateRange(date(2020, 1, 1), None),
        )
        school = School.objects.create(
            organization=world.organization(f"{prefix}school"),
            district=district,
            standard_id=f"T{code}",
            level=SchoolLevel.ELEMENTARY,
            level_name="초등학교",
            address="가람광역시",
        )
        Venue.objects.create(organization=world.organization(f"{prefix}venue"), district=district)
        _add_classes(world, school, prefix)


def _add_classes(world: World, school: School, prefix: str) -> None:
    keys = ("class_1", "class_2") if not prefix else ("other_class",)
    for number, key in enumerate(keys, start=1):
        world.class_groups[key] = ClassGroup.objects.create(
            school=school, school_year=SCHOOL_YEAR, grade=5, name=str(number), pupil_count=24
        )


def _add_people(world: World) -> None:
    people = {
        "superintendent": ("city", Role.SUPERINTENDENT, None),
        "city_officer": ("city", Role.OFFICER, None),
        "office_officer": ("office", Role.OFFICER, None),
        "other_office_officer": ("other_office", Role.OFFICER, None),
        "district_officer": ("district", Role.OFFICER, None),
        "other_district_officer": ("other_district", Role.OFFICER, None),
        "head": ("district", Role.HEAD, None),
        "other_head": ("other_district", Role.HEAD, None),
        "teacher": ("school", Role.HOMEROOM_TEACHER, "class_1"),
        "colleague": ("school", Role.HOMEROOM_TEACHER, "class_2"),
        "other_teacher": ("other_school", Role.HOMEROOM_TEACHER, "other_class"),
        "manager": ("venue", Role.VENUE_MANAGER, None),
        "other_manager": ("other_venue", Role.VENUE_MANAGER, None),
        "student": ("school", Role.STUDENT, "class_1"),
        "parent": ("school", Role.PARENT, "class_1"),
    }
    for key, (organization, role, class_group) in people.items():
        world.viewers[key] = add_viewer(
            name=f"시험{len(world.viewers) + 1}",
            login_name=key,
            organization=world.organization(organization),
            role=role,
            class_group=world.class_groups[class_group] if class_group else None,
        )
    citizen = _add_person("시민", "citizen")
    world.viewers["citizen"] = Viewer(person_id=citizen.pk, name=citizen.name, today=TODAY)


def _add_person(name: str, login_name: str) -> Person:
    person = Person.objects.create(name=name)
    account = Account(person=person, login_name=login_name)
    account.set_password("바른-비밀번호-1")
    account.save()
    return person


def add_viewer(
    *,
    name: str,
    login_name: str,
    organization: Organization,
    role: str,
    class_group: ClassGroup | None = None,
) -> Viewer:
    """This function will add a person with an account (password 바른-비밀번호-1) and a membership.

    Call it as the owner.
    """
    person = _add_person(name, login_name)
    membership = Membership.objects.create(
        person=person,
        organization=organization,
        role=role,
        class_group=class_group,
        valid_from=date(2024, 3, 1),
    )
    return Viewer(
        person_id=person.pk,
        name=name,
        membership_id=membership.pk,
        role=str(role),
        organization_id=organization.pk,
        organization_kind=str(organization.kind),
        organization_name=organization.name,
        class_group_id=class_group.pk if class_group else None,
        today=TODAY,
    )


def client_of(viewer: Viewer | None) -> Client:
    """This function will return a test client signed in as `viewer` in the work area.

    Who it is was proven just now; whoever needs a second factor gets an authenticator app.
    """
    client = Client(raise_request_exception=True)
    if viewer is None:
        return client
    with acting_as(roles.IDENTITY):
        account = Account.objects.get(person_id=viewer.person_id)
        session = SessionStore()
        session[SESSION_KEY] = str(account.pk)
        session[BACKEND_SESSION_KEY] = PATH
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        session[MEMBERSHIP_KEY] = viewer.membership_id
        session[PROVEN[0]] = [{"method": "password", "at": timezone.now().timestamp()}]
        session[PROVEN[1]] = str(account.pk)
        session.create()
        if needs_second_factor(viewer.role or "", viewer.organization_kind or ""):
            Authenticator.objects.get_or_create(
                user=account,
                type=Authenticator.Type.TOTP,
                defaults={"data": {"secret": encrypt(SECRET)}},
            )
    client.cookies["hamkke_work"] = session.session_key
    return client
