"""Open Referral HSDS 3.0: rows of the directory as its records. Empty fields are left out."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, Final

from hamkke.directory.models import Access, Cost, Language, Topic
from hamkke.directory.weekdays import LETTERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hamkke.directory.models import Profile, PublicLocation, Service, ServiceAtLocation

VERSION: Final = "3.0"
PROFILE: Final = "https://docs.openreferral.org/en/3.0/"
OPENAPI: Final = (
    "https://raw.githubusercontent.com/openreferral/specification/3.0/schema/openapi.json"
)
_SPACE: Final = uuid.UUID("6d2f8a52-35a5-5b53-9d0b-1d6f5f1f9a10")
TAXONOMY_NAME: Final = "함께 활동 분야"
KOREA_OFFSET: Final = 9
type Record = dict[str, Any]


def derived(*parts: object) -> str:
    """This function will return the same UUID for the same thing for ever."""
    return str(uuid.uuid5(_SPACE, ":".join(str(part) for part in parts)))


def filled(record: Record) -> Record:
    """This function will leave empty fields out: the schema allows no nulls."""
    return {name: value for name, value in record.items() if value not in (None, "", [])}


def taxonomy_record() -> Record:
    """This function will return the one taxonomy: what services are about."""
    return {
        "id": derived("taxonomy"),
        "name": TAXONOMY_NAME,
        "description": "지역 기관의 활동을 나누는 열 가지 분야",
        "version": "1",
    }


def term_record(code: str) -> Record:
    """This function will return one topic as a taxonomy term."""
    label = str(Topic(code).label)
    return {
        "id": derived("term", code),
        "code": code,
        "name": label,
        "description": label,
        "taxonomy": TAXONOMY_NAME,
        "taxonomy_detail": taxonomy_record(),
        "taxonomy_id": derived("taxonomy"),
        "language": "ko",
    }


def organization_record(profile: Profile) -> Record:
    """This function will return an organization's plain fields. Never its registration number."""
    organization = profile.organization
    return {
        "description": profile.description or organization.name,
        **filled(
            {
                "id": str(profile.key),
                "name": organization.name,
                "alternate_name": organization.name_en,
                "email": profile.email,
                "website": profile.website,
            }
        ),
    }


def service_record(service: Service, profile: Profile) -> Record:
    """This function will return a service's plain fields with its organization, as in lists."""
    return filled(
        {
            "id": str(service.key),
            "organization_id": str(profile.key),
            "name": service.name,
            "alternate_name": service.name_en,
            "description": service.description,
            "url": service.website,
            "email": service.email,
            "status": "active" if service.is_active else "inactive",
            "application_process": service.how_to_apply,
            "fees_description": service.fee_note or str(Cost(service.cost).label),
            "minimum_age": service.minimum_age,
            "maximum_age": service.maximum_age,
            "assured_date": service.last_checked_on.isoformat(),
            "last_modified": service.modified_at.isoformat(),
            "organization": organization_record(profile),
        }
    )


def full_service_record(
    service: Service, profile: Profile, places: Sequence[tuple[ServiceAtLocation, PublicLocation]]
) -> Record:
    """This function will return a service with everything that belongs to it."""
    key = str(service.key)
    return filled(
        service_record(service, profile)
        | {
            "phones": _phones(service.phone, key, "service_id"),
            "contacts": _contacts(service),
            "languages": [
                {
                    "id": derived("language", key, code),
                    "service_id": key,
                    "code": code,
                    "name": str(Language(code).label),
                }
                for code in service.languages
            ],
            "cost_options": [
                filled(
                    {
                        "id": derived("cost", key),
                        "service_id": key,
                        "option": str(Cost(service.cost).label),
                        "currency": "KRW",
                        "amount": 0 if service.cost == Cost.FREE else None,
                        "amount_description": service.fee_note,
                    }
                )
            ],
            "attributes": [_attribute(key, code) for code in service.topics],
            "service_at_locations": [place_record(pair, place) for pair, place in places],
        }
    )


def place_record(pair: ServiceAtLocation, place: PublicLocation) -> Record:
    """This function will return a service at a place, with hours and access."""
    return filled(
        {
            "id": str(pair.key),
            "location_id": str(place.key),
            "description": pair.hours_note,
            "location": location_record(place),
            "schedules": _schedules(pair),
        }
    )


def location_record(place: PublicLocation, *, plain: bool = False) -> Record:
    """This function will return a place; a confidential one has neither address nor point."""
    key = str(place.key)
    record = {
        "id": key,
        "location_type": "physical",
        "name": place.name,
        "alternate_name": place.name_en,
        "transportation": place.directions,
        "latitude": place.latitude,
        "longitude": place.longitude,
    }
    if plain:
        return filled(record)
    return filled(
        record
        | {
            "addresses": _addresses(place, key),
            "accessibility": [
                {
                    "id": derived("access", key, code),
                    "location_id": key,
                    "description": str(Access(code).label),
                }
                for code in place.access
            ],
        }
    )


def _addresses(place: PublicLocation, key: str) -> list[Record]:
    if not place.address:
        return []
    district = place.district.organization.name
    return [
        {
            "id": derived("address", key),
            "location_id": key,
            "address_1": place.address,
            "city": district,
            "state_province": place.address.partition(" ")[0],
            "postal_code": "",
            "country": "KR",
            "address_type": "physical",
        }
    ]


def _schedules(pair: ServiceAtLocation) -> list[Record]:
    if not pair.weekdays:
        return []
    return [
        filled(
            {
                "id": derived("schedule", pair.key),
                "service_at_location_id": str(pair.key),
                "timezone": KOREA_OFFSET,
                "freq": "WEEKLY",
                "wkst": "MO",
                "byday": ",".join(LETTERS[day] for day in sorted(set(pair.weekdays))),
                "opens_at": pair.opens_at.strftime("%H:%M") if pair.opens_at else "",
                "closes_at": pair.closes_at.strftime("%H:%M") if pair.closes_at else "",
                "notes": pair.hours_note,
            }
        )
    ]


def _phones(number: str, key: str, owner: str) -> list[Record]:
    return [{"id": derived("phone", key), owner: key, "number": number}] if number else []


def _contacts(service: Service) -> list[Record]:
    if not service.contact_name:
        return []
    key = str(service.key)
    contact = {
        "id": derived("contact", key),
        "service_id": key,
        "name": service.contact_name,
        "email": service.email,
    }
    return [filled(contact)]


def _attribute(key: str, code: str) -> Record:
    term = term_record(code)
    return {
        "id": derived("attribute", key, code),
        "link_id": key,
        "link_entity": "service",
        "taxonomy_term_id": term["id"],
        "taxonomy_term": term,
    }
