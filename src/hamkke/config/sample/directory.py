"""The sample's directory: invented services of the invented venues, and two applications."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.core.files.uploadedfile import SimpleUploadedFile

from hamkke.accounts.viewer import ANONYMOUS
from hamkke.database import roles
from hamkke.database.identity import acting_as, civil_day
from hamkke.directory.actions.announce_application import announce_application
from hamkke.directory.actions.apply_as_organization import apply_as_organization
from hamkke.directory.content import ApplicationContent
from hamkke.directory.models import Location, Profile, Service, ServiceAtLocation
from hamkke.organizations.models import District, Organization, Venue

if TYPE_CHECKING:
    from datetime import datetime

# venue, latitude, longitude, confidential, access, then services:
# name, name in English, description, topics, ages, cost, note, weekdays, hours
SERVICES: Final[tuple[tuple[Any, ...], ...]] = (
    ("금천 나무공방", 37.4519, 126.9020, False, ["wheelchair", "toilet"], [
        ("나무 의자 만들기", "Making a wooden chair", "모둠이 함께 작은 의자를 만듭니다. 톱과 끌은 어른이 곁에서 돕습니다.", ["career", "art"], (10, 15), "free", "재료비도 받지 않습니다.", [1, 2, 3, 4], (9, 16)),
        ("주말 가족 목공", "Family woodwork", "보호자와 함께 연필꽂이를 만듭니다.", ["art"], (7, None), "partly", "재료비 5,000원", [5], (10, 13)),
    ]),
    ("안양천 생태교실", 37.4690, 126.8870, False, ["bus", "toilet"], [
        ("안양천 새 관찰", "Birds of the Anyangcheon", "쌍안경으로 겨울 철새를 보고 기록합니다.", ["nature", "science"], (8, 13), "free", "", [0, 1, 2, 3, 4], (9, 12)),
    ]),
    ("시흥동 마을기록관", 37.4480, 126.9120, False, ["wheelchair", "lift"], [
        ("마을 어르신 이야기 받아 적기", "Stories of the neighbourhood", "어르신을 만나 마을 이야기를 듣고 글과 사진으로 남깁니다.", ["history", "reading"], (11, 18), "free", "", [2, 4], (14, 17)),
    ]),
    ("구로 하늘과학관", 37.4950, 126.8580, False, ["wheelchair", "lift", "toilet", "parking"], [
        ("낮에 보는 해와 달", "Sun and moon by day", "태양망원경으로 흑점을 찾아봅니다. 흐린 날에는 천체투영실에서 합니다.", ["science"], (9, 16), "free", "", [1, 2, 3, 4, 5], (10, 17)),
    ]),
    ("문래 금속공작소", 37.5170, 126.8950, False, [], [
        ("쇠를 다루는 사람들", "People who work with metal", "기술자를 만나고 열쇠고리를 만듭니다.", ["career"], (13, 18), "paid", "한 사람 8,000원", [3, 4], (13, 16)),
    ]),
    ("안산자락 숲학교", 37.5780, 126.9440, True, ["bus"], [
        ("숲에서 쉬어 가기", "A rest in the forest", "마음이 힘든 학생이 상담사와 숲을 걷습니다. 만나는 곳은 신청한 뒤에 알려 드립니다.", ["counselling", "nature"], (12, 18), "free", "", [0, 2], (14, 17)),
    ]),
)  # fmt: skip


def add_directory(now: datetime) -> None:
    """This function will put the venues into the directory, and applications for 금천구."""
    with acting_as(roles.OWNER):
        if Profile.objects.exists():
            return
        for name, latitude, longitude, confidential, access, services in SERVICES:
            venue = Venue.objects.select_related("organization").get(organization__name=name)
            _add_profile(venue, now)
            location = Location.objects.create(
                organization=venue.organization,
                district_id=venue.district_id,
                name=name,
                address=venue.address,
                latitude=latitude,
                longitude=longitude,
                access=access,
                is_confidential=confidential,
                modified_at=now,
            )
            for number, service in enumerate(services):
                _add_service(venue.organization, location, service, number, now)
    _apply(now)


def _add_profile(venue: Venue, now: datetime) -> None:
    Profile.objects.create(
        organization=venue.organization,
        district_id=venue.district_id,
        description=f"{venue.organization.name}의 소개입니다. 지어낸 예시입니다.",
        phone="02-000-0000",
        verified_until=civil_day(now) + timedelta(days=300),
        modified_at=now,
    )


def _add_service(
    organization: Organization, location: Location, row: tuple[Any, ...], number: int, now: datetime
) -> None:
    name, name_en, description, topics, ages, cost, note, weekdays, hours = row
    service = Service.objects.create(
        organization=organization,
        name=name,
        name_en=name_en,
        description=f"{description} (예시)",
        topics=topics,
        minimum_age=ages[0],
        maximum_age=ages[1],
        cost=cost,
        fee_note=note,
        languages=["ko"],
        how_to_apply="전화로 신청합니다(예시).",
        phone="02-000-0000",
        # The second of a venue was checked long ago: its manager has something to do.
        last_checked_on=civil_day(now) - timedelta(days=20 + 200 * number),
        modified_at=now,
    )
    ServiceAtLocation.objects.create(
        service=service,
        location=location,
        weekdays=weekdays,
        opens_at=time(hours[0]),
        closes_at=time(hours[1]),
    )


def _apply(now: datetime) -> None:
    with acting_as(roles.OWNER):
        district_id = District.objects.get(code="11545").pk
    content = ApplicationContent(
        name="독산동 천문모임(예시)",
        registration_number="1138200001",
        district_id=district_id,
        address="서울특별시 금천구 (예시 주소)",
        contact_name="예시 담당자",
        contact_email="applicant@example.com",
        phone="02-000-0000",
        plan="학교 옥상에서 별을 봅니다.",
    )
    with acting_as(roles.IDENTITY, ANONYMOUS.identity):
        application = apply_as_organization(
            content=content,
            documents=[SimpleUploadedFile("고유번호증(예시).pdf", b"%PDF-1.4 sample")],
            secret="sample-application",  # noqa: S106 - the sample's own page
            page="http://localhost:8000/accounts/organizations/applications/sample-application/",
            client="sample",
            now=now,
        )
    with acting_as(roles.JOBS):
        announce_application(application_id=application.pk, now=now)
