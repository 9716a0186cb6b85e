"""People of a district that is not in the sample: 한빛구, new to the office of education.

Called while this process is connected to the site's database as the owner.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db.backends.postgresql.psycopg_any import DateRange

from hamkke.accounts.models import Account
from hamkke.accounts.viewer import Viewer
from hamkke.agreements.models import Manner, StandIn
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
from hamkke.organizations.school_year import school_year_of
from tests.world import add_viewer

CODE = "99110"
PASSWORD = "바른-여행-비밀번호-1193"


def today() -> date:
    """This function will return the day in Seoul."""
    return datetime.now(ZoneInfo("Asia/Seoul")).date()


def lay_ground() -> None:
    """This function will add the district, its office, two schools, venue and people."""
    school_year = school_year_of(today())
    kinds = OrganizationKind
    make = Organization.objects.create
    city = Organization.objects.get(kind=kinds.METROPOLITAN_OFFICE)
    office = EducationOffice.objects.create(
        organization=make(
            kind=kinds.EDUCATION_OFFICE, name="물빛교육지원청", name_en="Mulbit Office"
        ),
        short_name="물빛",
    )
    district = District.objects.create(
        organization=make(kind=kinds.DISTRICT, name="한빛구", name_en="Hanbit-gu"),
        code=CODE,
        latitude=37.5,
        longitude=127.0,
        grid_x=60,
        grid_y=127,
    )
    OfficeDistrict.objects.create(
        education_office=office, district=district, valid_during=DateRange(date(2020, 1, 1), None)
    )
    school, other_school = (
        School.objects.create(
            organization=make(kind=kinds.SCHOOL, name=name),
            district=district,
            standard_id=f"SAMPLE-{name}",
            level=SchoolLevel.ELEMENTARY,
            level_name="초등학교",
            address="예시 주소",
        )
        for name in ("은하수초등학교", "달빛초등학교")
    )
    venue = Venue.objects.create(
        organization=make(kind=kinds.VENUE, name="한빛 도자기마을"), district=district
    )
    people = [
        ("journey.district", district.organization, "officer", None),
        ("journey.registrar", district.organization, "officer", None),
        ("journey.office", office.organization, "officer", None),
        ("journey.superintendent", city, "superintendent", None),
        ("journey.head", district.organization, "head", None),
        ("journey.chief", office.organization, "officer", None),
        ("journey.venue", venue.organization, "venue_manager", None),
        ("journey.school", school.organization, "school_officer", None),
        ("journey.other", other_school.organization, "school_officer", None),
    ]
    for number in range(1, 7):
        group = ClassGroup.objects.create(
            school=school, school_year=school_year, grade=5, name=str(number), pupil_count=23
        )
        people.append((f"journey.teacher{number}", school.organization, "homeroom_teacher", group))
    viewers = {}
    for login_name, organization, role, class_group in people:
        viewer = viewers[login_name] = add_viewer(
            name=f"여정{login_name[-6:]}",
            login_name=login_name,
            organization=organization,
            role=role,
            class_group=class_group,
        )
        # The site does not know the tests' fast hash; a real one, of few rounds.
        hashed = PBKDF2PasswordHasher().encode(PASSWORD, "salt-of-a-journey", iterations=1000)
        Account.objects.filter(person_id=viewer.person_id).update(password=hashed)
    _delegate(viewers["journey.chief"], viewers["journey.office"])


def _delegate(chief: Viewer, officer: Viewer) -> None:
    """The office's officer decides on agreements (전결); the district's head decides himself."""
    StandIn.objects.create(
        organization_id=chief.organization_id,
        manner=Manner.DELEGATED,
        person_id=chief.person_id,
        person_name=chief.name,
        deputy_id=officer.person_id,
        deputy_name=officer.name,
        valid_from=date(2020, 1, 1),
        valid_until=date(2099, 1, 1),
        entered_by_id=chief.person_id,
        entered_at=datetime.now(ZoneInfo("Asia/Seoul")),
    )
