"""The directory as everybody reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db.models import FETCH_RAISE, Prefetch, Q
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from hamkke.database.errors import NotVisible
from hamkke.directory.models import (
    Access,
    Cost,
    Language,
    Profile,
    PublicLocation,
    Service,
    ServiceAtLocation,
    Topic,
)
from hamkke.directory.weekdays import written_days
from hamkke.organizations.queries.naming import in_reader_language

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

LONGEST_SEARCH: Final = 60


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader looks for; every filter that is set must hold."""

    text: str = ""
    district: str = ""
    topic: str = ""
    cost: str = ""
    access: str = ""
    age: int | None = None

    @property
    def is_set(self) -> bool:
        """Whether anything is looked for."""
        return self != Filters()


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """Where and when; a confidential place has neither address nor point."""

    name: str
    district: str
    district_code: str
    address: str
    directions: str
    latitude: float | None
    longitude: float | None
    access: tuple[str, ...]
    is_confidential: bool
    hours: str
    hours_note: str


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """A service as lists and its own page show it."""

    service_id: int
    name: str
    description: str
    organization_id: int
    organization: str
    topics: tuple[str, ...]
    ages: str
    cost: str
    fee_note: str
    languages: tuple[str, ...]
    how_to_apply: str
    contact_name: str
    phone: str
    email: str
    website: str
    last_checked_on: date
    places: tuple[PlaceLine, ...]


@dataclass(frozen=True, slots=True)
class OrganizationPage:
    """An organization with its services."""

    organization_id: int
    name: str
    description: str
    district: str
    phone: str
    email: str
    website: str
    verified_until: date
    services: tuple[ServiceLine, ...]


def public_services(filters: Filters) -> QuerySet[Service]:
    """This function will return the public services that pass all filters, in 가나다 order."""
    found = Service.objects.filter(_words(filters.text))
    if filters.topic:
        found = found.filter(topics__contains=[filters.topic])
    if filters.cost:
        found = found.filter(cost=filters.cost)
    if filters.age is not None:
        found = found.filter(
            Q(minimum_age=None) | Q(minimum_age__lte=filters.age),
            Q(maximum_age=None) | Q(maximum_age__gte=filters.age),
        )
    if filters.district or filters.access:
        places = PublicLocation.objects.all()
        if filters.district:
            places = places.filter(district__code=filters.district)
        if filters.access:
            places = places.filter(access__contains=[filters.access])
        at = ServiceAtLocation.objects.filter(location_id__in=places.values("pk"))
        found = found.filter(pk__in=at.values("service_id"))
    return found.order_by("name", "id")


def _words(text: str) -> Q:
    condition = Q()
    for word in text[:LONGEST_SEARCH].split():
        condition &= (
            Q(name__icontains=word)
            | Q(name_en__icontains=word)
            | Q(description__icontains=word)
            | Q(organization__name__icontains=word)
        )
    return condition


def service_lines(services: QuerySet[Service]) -> tuple[ServiceLine, ...]:
    """This function will read services with their places, in three queries."""
    at = ServiceAtLocation.objects.all().fetch_mode(FETCH_RAISE)
    rows = list(
        services.fetch_mode(FETCH_RAISE)
        .select_related("organization")
        .prefetch_related(Prefetch("places", queryset=at))
    )
    numbers = {pair.location_id for row in rows for pair in row.places.all()}
    places = {place.pk: place for place in _places(numbers)}
    return tuple(_line(row, places) for row in rows)


def _places(numbers: Iterable[int]) -> QuerySet[PublicLocation]:
    return (
        PublicLocation.objects.filter(pk__in=list(numbers))
        .fetch_mode(FETCH_RAISE)
        .select_related("district__organization")
    )


def _line(row: Service, places: dict[int, PublicLocation]) -> ServiceLine:
    return ServiceLine(
        service_id=row.pk,
        name=in_reader_language(row.name, row.name_en),
        description=in_reader_language(row.description, row.description_en),
        organization_id=row.organization_id,
        organization=in_reader_language(row.organization.name, row.organization.name_en),
        topics=tuple(str(Topic(code).label) for code in row.topics),
        ages=written_ages(row.minimum_age, row.maximum_age),
        cost=str(Cost(row.cost).label),
        fee_note=row.fee_note,
        languages=tuple(str(Language(code).label) for code in row.languages),
        how_to_apply=row.how_to_apply,
        contact_name=row.contact_name,
        phone=row.phone,
        email=row.email,
        website=row.website,
        last_checked_on=row.last_checked_on,
        places=tuple(
            _place(pair, places[pair.location_id])
            for pair in row.places.all()
            if pair.location_id in places
        ),
    )


def _place(pair: ServiceAtLocation, place: PublicLocation) -> PlaceLine:
    district = place.district.organization
    return PlaceLine(
        name=in_reader_language(place.name, place.name_en),
        district=in_reader_language(district.name, district.name_en),
        district_code=place.district.code,
        address=place.address,
        directions=place.directions,
        latitude=place.latitude,
        longitude=place.longitude,
        access=tuple(str(Access(code).label) for code in place.access),
        is_confidential=place.is_confidential,
        hours=written_hours(pair),
        hours_note=pair.hours_note,
    )


def written_ages(lowest: int | None, highest: int | None) -> str:
    """This function will write ages as one says them."""
    if lowest is None and highest is None:
        return _("나이 제한 없음")
    if highest is None:
        return _("만 %(lowest)s세부터") % {"lowest": lowest}
    if lowest is None:
        return _("만 %(highest)s세까지") % {"highest": highest}
    return _("만 %(lowest)s–%(highest)s세") % {"lowest": lowest, "highest": highest}


def written_hours(pair: ServiceAtLocation) -> str:
    """This function will write weekdays and hours as one says them: 화–토 10:00–17:00."""
    days = written_days(pair.weekdays)
    if pair.opens_at is None or pair.closes_at is None:
        return days
    hours = f"{time_format(pair.opens_at, 'H:i')}–{time_format(pair.closes_at, 'H:i')}"
    return f"{days} {hours}".strip()


def service_page(*, service_id: int) -> ServiceLine:
    """This function will return one public service. Raises NotVisible."""
    found = service_lines(Service.objects.filter(pk=service_id))
    if not found:
        raise NotVisible
    return found[0]


def organization_page(*, organization_id: int) -> OrganizationPage:
    """This function will return one public organization with its services. Raises NotVisible."""
    profile = (
        Profile.objects.filter(pk=organization_id)
        .fetch_mode(FETCH_RAISE)
        .select_related("organization", "district__organization")
        .first()
    )
    if profile is None:
        raise NotVisible
    district = profile.district.organization
    return OrganizationPage(
        organization_id=profile.pk,
        name=in_reader_language(profile.organization.name, profile.organization.name_en),
        description=in_reader_language(profile.description, profile.description_en),
        district=in_reader_language(district.name, district.name_en),
        phone=profile.phone,
        email=profile.email,
        website=profile.website,
        verified_until=profile.verified_until,
        services=service_lines(Service.objects.filter(organization_id=organization_id)),
    )
