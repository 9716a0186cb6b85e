"""Invented people, schools and venues of the sample, and the personas of the demo.

Every school and person here is invented; the standard identifiers start with SAMPLE.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from allauth.account.models import EmailAddress

from hamkke.accounts.models import Account, Membership, Person, Role
from hamkke.accounts.viewer import Viewer
from hamkke.config.sample import seoul
from hamkke.organizations.models import (
    ClassGroup,
    District,
    Organization,
    OrganizationKind,
    School,
    SchoolLevel,
    Venue,
)
from hamkke.organizations.school_year import school_year_of

if TYPE_CHECKING:
    from collections.abc import Iterator

SURNAMES: Final = "김이박최정강조윤장임한오서신권황안송류홍"
GIVEN: Final = [
    "서연",
    "도윤",
    "하준",
    "지우",
    "서준",
    "하은",
    "예준",
    "지안",
    "시우",
    "수아",
    "민재",
    "다은",
    "현우",
    "채원",
    "준서",
    "유진",
    "건우",
    "소율",
    "태윤",
    "나은",
    "은호",
    "가은",
    "재윤",
    "하린",
    "우진",
    "아린",
    "정민",
    "보나",
    "승현",
    "라온",
]

# code of the district, school, level, class groups per grade
SCHOOLS: Final = (
    ("11545", "가온초등학교", SchoolLevel.ELEMENTARY, ((4, 2), (5, 3), (6, 2))),
    ("11545", "해오름초등학교", SchoolLevel.ELEMENTARY, ((4, 2), (5, 2), (6, 2))),
    ("11545", "솔뫼초등학교", SchoolLevel.ELEMENTARY, ((4, 1), (5, 2), (6, 1))),
    ("11545", "물빛중학교", SchoolLevel.MIDDLE, ((1, 2), (2, 2))),
    ("11530", "도담초등학교", SchoolLevel.ELEMENTARY, ((4, 2), (5, 2), (6, 2))),
    ("11530", "나래울중학교", SchoolLevel.MIDDLE, ((1, 2), (2, 1))),
    ("11560", "다솜초등학교", SchoolLevel.ELEMENTARY, ((4, 2), (5, 2), (6, 2))),
    ("11560", "두레중학교", SchoolLevel.MIDDLE, ((1, 2), (2, 2))),
    ("11410", "별마루초등학교", SchoolLevel.ELEMENTARY, ((4, 1), (5, 1), (6, 1))),
)
VENUES: Final = (
    ("11545", "금천 나무공방", "서울특별시 금천구 (예시 주소)"),
    ("11545", "안양천 생태교실", "서울특별시 금천구 (예시 주소)"),
    ("11545", "시흥동 마을기록관", "서울특별시 금천구 (예시 주소)"),
    ("11530", "구로 하늘과학관", "서울특별시 구로구 (예시 주소)"),
    ("11560", "문래 금속공작소", "서울특별시 영등포구 (예시 주소)"),
    ("11410", "안산자락 숲학교", "서울특별시 서대문구 (예시 주소)"),
)
# Where an agreement waits in a line of three.
WAITING_OFFICE: Final = "성북강북"
# Class groups that the published order looks at first: a coarse tier, set by the office.
NEED_TIER_SCHOOLS: Final = ("솔뫼초등학교",)


@dataclass
class People:
    """The viewers of the sample by key, and the homeroom teachers in a fixed order.

    Keys: city:superintendent, city:officer, office:<short>, chief:<short>, director:성북강북,
    district:<code>, head:<code>, press:11545, venue:<name>.
    """

    today: date
    viewers: dict[str, Viewer] = field(default_factory=dict)
    teachers: list[Viewer] = field(default_factory=list)


def add_people(today: date) -> People:
    """This function will add the people who are missing and return who acts (as owner)."""
    people = People(today=today)
    names = _names()
    _add_schools(school_year_of(today))
    _add_venues()
    _add_offices(people, names)
    _add_teachers(people, names, school_year_of(today))
    _add_families(people)
    _add_press_officer(people)
    _add_chiefs(people, names)
    return people


def _names() -> Iterator[str]:
    # 20 surnames and 30 given names: no pair repeats within 60 people.
    for index in range(len(SURNAMES) * len(GIVEN)):
        yield SURNAMES[index % len(SURNAMES)] + GIVEN[(index * 7 + index // 60) % len(GIVEN)]


def _add_schools(school_year: int) -> None:
    for number, (code, name, level, grades) in enumerate(SCHOOLS, start=1):
        organization = Organization.objects.get_or_create(
            kind=OrganizationKind.SCHOOL, name=name, defaults={"name_en": ""}
        )[0]
        school = School.objects.get_or_create(
            organization=organization,
            defaults={
                "district": District.objects.get(code=code),
                "standard_id": f"{School.SAMPLE_PREFIX}{number:03d}",
                "level": level,
                "level_name": str(level.label),
                "establishment": "공립",
                "address": "예시 주소",
            },
        )[0]
        for grade, count in grades:
            for index in range(1, count + 1):
                ClassGroup.objects.get_or_create(
                    school=school,
                    school_year=school_year,
                    grade=grade,
                    name=str(index),
                    defaults={
                        "pupil_count": 20 + (number * 3 + grade + index) % 9,
                        "need_tier": int(name in NEED_TIER_SCHOOLS),
                    },
                )


def _add_venues() -> None:
    for code, name, address in VENUES:
        organization = Organization.objects.get_or_create(
            kind=OrganizationKind.VENUE, name=name, defaults={"name_en": ""}
        )[0]
        Venue.objects.get_or_create(
            organization=organization,
            defaults={"district": District.objects.get(code=code), "address": address},
        )


def _add_offices(people: People, names: Iterator[str]) -> None:
    kinds = OrganizationKind
    city = Organization.objects.get(kind=kinds.METROPOLITAN_OFFICE)
    people.viewers["city:superintendent"] = _viewer(
        people, names, city, Role.SUPERINTENDENT, "demo.superintendent"
    )
    people.viewers["city:officer"] = _viewer(people, names, city, Role.OFFICER)
    for short, _, districts in seoul.OFFICES:
        office = Organization.objects.get(
            kind=kinds.EDUCATION_OFFICE, education_office__short_name=short
        )
        login = "demo.nambu-officer" if short == "남부" else None
        people.viewers[f"office:{short}"] = _viewer(people, names, office, Role.OFFICER, login)
        for code, _, _ in districts:
            district = Organization.objects.get(kind=kinds.DISTRICT, district__code=code)
            ours = code == "11545"
            people.viewers[f"district:{code}"] = _viewer(
                people, names, district, Role.OFFICER, "demo.geumcheon-officer" if ours else None
            )
            people.viewers[f"head:{code}"] = _viewer(
                people, names, district, Role.HEAD, "demo.geumcheon-head" if ours else None
            )
    for index, (_, name, _) in enumerate(VENUES):
        venue = Organization.objects.get(kind=kinds.VENUE, name=name)
        people.viewers[f"venue:{name}"] = _viewer(
            people, names, venue, Role.VENUE_MANAGER, None if index else "demo.venue-manager"
        )


def _add_teachers(people: People, names: Iterator[str], school_year: int) -> None:
    for _, name, _, _ in SCHOOLS:
        organization = Organization.objects.get(kind=OrganizationKind.SCHOOL, name=name)
        groups = ClassGroup.objects.filter(school=organization.school, school_year=school_year)
        for group in groups.order_by("grade", "name"):
            ours = (name, group.grade, group.name) == ("가온초등학교", 5, "2")
            people.teachers.append(
                _viewer(
                    people,
                    names,
                    organization,
                    Role.HOMEROOM_TEACHER,
                    "demo.homeroom-teacher" if ours else None,
                    group,
                )
            )


def _add_families(people: People) -> None:
    teacher = Membership.objects.select_related("organization", "class_group").get(
        person__account__login_name="demo.homeroom-teacher"
    )
    _viewer(
        people,
        iter(["문가온"]),
        teacher.organization,
        Role.SCHOOL_OFFICER,
        "demo.school-officer",
    )
    for login, name, role in (
        ("demo.student", "오하늘", Role.STUDENT),
        ("demo.parent", "오정우", Role.PARENT),
    ):
        _viewer(people, iter([name]), teacher.organization, role, login, teacher.class_group)
    _person("나시민", "demo.citizen")


def _add_press_officer(people: People) -> None:
    """A second officer of 금천구: nobody approves the own press release."""
    district = Organization.objects.get(kind=OrganizationKind.DISTRICT, district__code="11545")
    names = iter(["한소식"])
    people.viewers["press:11545"] = _viewer(
        people, names, district, Role.OFFICER, "demo.geumcheon-press"
    )


def _add_chiefs(people: People, names: Iterator[str]) -> None:
    """Second officers of the offices: nobody approves the own draft."""
    for short, _, _ in seoul.OFFICES:
        office = Organization.objects.get(
            kind=OrganizationKind.EDUCATION_OFFICE, education_office__short_name=short
        )
        ours = short == WAITING_OFFICE
        login_name = "demo.seongbuk-chief" if ours else f"sample.{office.pk}.chief"
        people.viewers[f"chief:{short}"] = _viewer(people, names, office, Role.OFFICER, login_name)
        if ours:
            people.viewers[f"director:{short}"] = _viewer(
                people, names, office, Role.OFFICER, f"sample.{office.pk}.director"
            )


def _viewer(
    people: People,
    names: Iterator[str],
    organization: Organization,
    role: Role,
    login_name: str | None = None,
    class_group: ClassGroup | None = None,
) -> Viewer:
    name = next(names)
    place = f"{organization.pk}.{role}.{class_group.pk if class_group else 0}"
    person = _person(name, login_name or f"sample.{place}")
    membership = Membership.objects.get_or_create(
        person=person,
        organization=organization,
        role=role,
        class_group=class_group,
        defaults={"valid_from": date(people.today.year, 1, 1) - timedelta(days=730)},
    )[0]
    return Viewer(
        person_id=person.pk,
        name=person.name,
        membership_id=membership.pk,
        role=str(role),
        organization_id=organization.pk,
        organization_kind=str(organization.kind),
        organization_name=organization.name,
        class_group_id=class_group.pk if class_group else None,
        today=people.today,
    )


def _person(name: str, login_name: str) -> Person:
    account = Account.objects.select_related("person").filter(login_name=login_name).first()
    if account is not None:
        return account.person
    person = Person.objects.create(name=name)
    account = Account(person=person, login_name=login_name)
    # Nobody signs in as a sample person by password; the demo's personas need none.
    account.set_unusable_password()
    account.save()
    # Letters to sample people go to the terminal and nowhere else.
    EmailAddress.objects.create(
        user=account, email=f"{login_name}@sample.invalid", verified=True, primary=True
    )
    return person
