"""A small directory: two organizations, one with a confidential place."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.directory.models import Location, Profile, Service, ServiceAtLocation

if TYPE_CHECKING:
    from tests.world import World

WHEN = datetime(2025, 12, 1, 9, 0, tzinfo=ZoneInfo("Asia/Seoul"))
LASTING = date(2099, 1, 1)


@dataclass
class Directory:
    """The entries by key: venue, other_venue."""

    profiles: dict[str, Profile] = field(default_factory=dict)
    services: dict[str, Service] = field(default_factory=dict)
    locations: dict[str, Location] = field(default_factory=dict)
    pairs: dict[str, ServiceAtLocation] = field(default_factory=dict)


def add_directory(world: World, *, verified_until: date = LASTING) -> Directory:
    """This function will add the entries as the owner; the other venue's place is confidential."""
    made = Directory()
    with acting_as(roles.OWNER):
        for key, prefix, topic in (("venue", "", "science"), ("other_venue", "other_", "care")):
            organization = world.organization(key)
            district = world.organization(f"{prefix}district").district
            made.profiles[key] = Profile.objects.create(
                organization=organization,
                district=district,
                description=f"{organization.name} 소개",
                verified_until=verified_until,
                modified_at=WHEN,
            )
            made.locations[key] = Location.objects.create(
                organization=organization,
                district=district,
                name=f"{organization.name} 본관",
                address=f"가람광역시 {district.organization.name} 비밀길 7",
                latitude=37.5,
                longitude=127.0,
                directions="비밀역 2번 출구",
                access=["wheelchair"] if key == "venue" else [],
                is_confidential=key == "other_venue",
                modified_at=WHEN,
            )
            made.services[key] = _service(world, key, topic)
            made.pairs[key] = ServiceAtLocation.objects.create(
                service=made.services[key],
                location=made.locations[key],
                weekdays=[1, 2, 3],
                opens_at=time(10),
                closes_at=time(17),
            )
    return made


def _service(world: World, key: str, topic: str) -> Service:
    return Service.objects.create(
        organization=world.organization(key),
        name="별 보기 교실" if key == "venue" else "저녁 돌봄",
        description="망원경으로 별을 봅니다." if key == "venue" else "저녁을 함께 먹습니다.",
        topics=[topic],
        minimum_age=8 if key == "venue" else None,
        maximum_age=13 if key == "venue" else None,
        cost="free" if key == "venue" else "paid",
        languages=["ko"],
        contact_name="안내 창구",
        phone="02-000-0000",
        email="info@example.com",
        website="https://example.com",
        last_checked_on=date(2025, 12, 1),
        modified_at=WHEN,
    )
