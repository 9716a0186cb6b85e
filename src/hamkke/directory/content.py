"""What people type about their organization, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import time


@dataclass(frozen=True, slots=True)
class ProfileContent:
    """An organization's own words and contacts."""

    description: str
    description_en: str
    phone: str
    email: str
    website: str


@dataclass(frozen=True, slots=True)
class PlaceContent:
    """A place; coordinates in degrees (WGS 84), both or none."""

    name: str
    name_en: str
    address: str
    latitude: float | None
    longitude: float | None
    directions: str
    access: tuple[str, ...]
    is_confidential: bool


@dataclass(frozen=True, slots=True)
class ServiceContent:
    """A service with its one place and hours."""

    name: str
    name_en: str
    description: str
    description_en: str
    topics: tuple[str, ...]
    minimum_age: int | None
    maximum_age: int | None
    cost: str
    fee_note: str
    languages: tuple[str, ...]
    how_to_apply: str
    contact_name: str
    phone: str
    email: str
    website: str
    is_active: bool
    location_id: int | None
    weekdays: tuple[int, ...]
    opens_at: time | None
    closes_at: time | None
    hours_note: str


@dataclass(frozen=True, slots=True)
class ApplicationContent:
    """What an organization says that asks to take part; `registration_number` is ten digits."""

    name: str
    registration_number: str
    district_id: int
    address: str
    contact_name: str
    contact_email: str
    phone: str
    plan: str
