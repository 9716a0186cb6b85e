"""The directory for other systems: HSDS 3.0 records of what is public."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import FETCH_RAISE, Q

from hamkke.database.errors import NotVisible
from hamkke.directory.models import Profile, PublicLocation, Service, ServiceAtLocation, Topic
from hamkke.directory.queries.published import Filters, public_services
from hamkke.directory.records import (
    Record,
    derived,
    full_service_record,
    location_record,
    organization_record,
    place_record,
    service_record,
    taxonomy_record,
    term_record,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.db.models import QuerySet

    from hamkke.directory.asked import Asked

MOST_MINIMAL: Final = 10_000
type Places = dict[int, list[tuple[ServiceAtLocation, PublicLocation]]]


def list_services(asked: Asked) -> Record:
    """This function will return a page of services, plain, minimal or full as asked."""
    rows = _services(asked).select_related("organization").fetch_mode(FETCH_RAISE)
    if asked.minimal:
        return _page(rows, replace(asked, per_page=MOST_MINIMAL), _minimal)
    return _page(rows, asked, lambda found: _records(found, full=asked.full))


def one_service(asked: Asked, key: UUID) -> Record:  # noqa: ARG001 - always full
    """This function will return a service with all that belongs to it. Raises NotVisible."""
    rows = Service.objects.filter(key=key).select_related("organization").fetch_mode(FETCH_RAISE)
    return _only(_records(list(rows), full=True))


def list_organizations(asked: Asked) -> Record:
    """This function will return a page of organizations, plain or full as asked."""
    rows = Profile.objects.select_related("organization").fetch_mode(FETCH_RAISE)
    for word in asked.search.split():
        rows = rows.filter(Q(organization__name__icontains=word) | Q(description__icontains=word))
    rows = rows.order_by("organization__name", "pk")
    if not asked.full:
        return _page(rows, asked, lambda found: [organization_record(row) for row in found])
    return _page(
        rows, asked, lambda found: _full_organizations(found, full_service=asked.full_service)
    )


def one_organization(asked: Asked, key: UUID) -> Record:
    """This function will return an organization with its services. Raises NotVisible."""
    rows = Profile.objects.filter(key=key).select_related("organization").fetch_mode(FETCH_RAISE)
    return _only(_full_organizations(list(rows), full_service=asked.full_service))


def list_places(asked: Asked) -> Record:
    """This function will return a page of services at places, plain or full as asked."""
    rows = _places(service__in=_services(asked).values("pk"))
    return _page(rows, asked, lambda found: _place_records(found, full=asked.full))


def one_place(asked: Asked, key: UUID) -> Record:  # noqa: ARG001 - always full
    """This function will return a service at a place. Raises NotVisible."""
    return _only(_place_records(list(_places(key=key)), full=True))


def list_taxonomies(asked: Asked) -> Record:
    """This function will return the one taxonomy as a page."""
    return _page(_matching([taxonomy_record()], asked.search), asked, list)


def one_taxonomy(asked: Asked, key: UUID) -> Record:  # noqa: ARG001
    """This function will return the taxonomy. Raises NotVisible."""
    return _only([taxonomy_record()] if derived("taxonomy") == str(key) else [])


def list_terms(asked: Asked) -> Record:
    """This function will return the taxonomy terms as a page. None has a parent."""
    known = asked.taxonomy_id in (None, UUID(derived("taxonomy")))
    rows = [term_record(code) for code in Topic.values] if known and not asked.parent_id else []
    return _page(_matching(rows, asked.search), asked, list)


def one_term(asked: Asked, key: UUID) -> Record:  # noqa: ARG001
    """This function will return a taxonomy term. Raises NotVisible."""
    return _only([term_record(code) for code in _codes(key)])


def _codes(key: UUID) -> list[str]:
    return [code for code in Topic.values if derived("term", code) == str(key)]


def _only(found: list[Record]) -> Record:
    if not found:
        raise NotVisible
    return found[0]


def _places(**which: Any) -> QuerySet[ServiceAtLocation]:
    rows = ServiceAtLocation.objects.filter(**which).select_related("service__organization")
    return rows.fetch_mode(FETCH_RAISE).order_by("pk")


def _matching(rows: list[Record], search: str) -> list[Record]:
    return [row for row in rows if all(word in row["name"] for word in search.split())]


def _services(asked: Asked) -> QuerySet[Service]:
    rows = public_services(Filters(text=asked.search))
    if asked.taxonomy_id not in (None, UUID(derived("taxonomy"))):
        return rows.none()
    if asked.taxonomy_id is not None:
        rows = rows.exclude(topics=[])
    if asked.taxonomy_term_id is not None:
        codes = _codes(asked.taxonomy_term_id)
        rows = rows.filter(topics__contains=codes) if codes else rows.none()
    if asked.organization_id is not None:
        owners = Profile.objects.filter(key=asked.organization_id)
        rows = rows.filter(organization_id__in=owners.values("pk"))
    if asked.modified_after is not None:
        rows = rows.filter(modified_at__gte=asked.modified_after)
    return rows


def _page(rows: Any, asked: Asked, records: Callable[[list[Any]], list[Record]]) -> Record:
    pages, number = Paginator(rows, asked.per_page), asked.page
    known = number <= pages.num_pages
    contents = records(list(pages.page(number))) if known else []
    return {
        "total_items": pages.count,
        "total_pages": pages.num_pages,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number >= pages.num_pages,
        "empty": not contents,
        "contents": contents,
    }


def _minimal(rows: list[Service]) -> list[Record]:
    """The schema wants name and status as well; `last_modified` is its name of modified_date."""
    return [
        {
            "id": str(row.key),
            "name": row.name,
            "status": "active",
            "last_modified": row.modified_at.isoformat(),
        }
        for row in rows
    ]


def _profiles(numbers: set[int]) -> dict[int, Profile]:
    rows = Profile.objects.filter(pk__in=numbers).select_related("organization")
    return {row.pk: row for row in rows.fetch_mode(FETCH_RAISE)}


def _records(services: list[Service], *, full: bool) -> list[Record]:
    profiles = _profiles({row.organization_id for row in services})
    if not full:
        return [service_record(row, profiles[row.organization_id]) for row in services]
    places = _places_of(services)
    return [
        full_service_record(row, profiles[row.organization_id], places.get(row.pk, []))
        for row in services
    ]


def _places_of(services: Sequence[Service]) -> Places:
    pairs = list(
        ServiceAtLocation.objects.filter(service_id__in=[row.pk for row in services])
        .fetch_mode(FETCH_RAISE)
        .order_by("pk")
    )
    known = _locations(pairs)
    places: Places = {}
    for pair in pairs:
        if pair.location_id in known:
            places.setdefault(pair.service_id, []).append((pair, known[pair.location_id]))
    return places


def _locations(pairs: Sequence[ServiceAtLocation]) -> dict[int, PublicLocation]:
    rows = PublicLocation.objects.filter(pk__in={pair.location_id for pair in pairs})
    rows = rows.select_related("district__organization").fetch_mode(FETCH_RAISE)
    return {row.pk: row for row in rows}


def _full_organizations(rows: list[Profile], *, full_service: bool) -> list[Record]:
    services = list(
        Service.objects.filter(organization_id__in=[row.pk for row in rows])
        .select_related("organization")
        .fetch_mode(FETCH_RAISE)
    )
    of: dict[int, list[Record]] = {}
    for service, record in zip(services, _records(services, full=full_service), strict=True):
        short = {"id": record["id"], "name": record["name"], "status": record["status"]}
        shown = {k: v for k, v in record.items() if k != "organization"} if full_service else short
        of.setdefault(service.organization_id, []).append(shown)
    return [organization_record(row) | {"services": of.get(row.pk, [])} for row in rows]


def _place_records(pairs: list[ServiceAtLocation], *, full: bool) -> list[Record]:
    profiles = _profiles({pair.service.organization_id for pair in pairs})
    known = _locations(pairs)
    found = []
    for pair in pairs:
        if pair.location_id not in known:
            continue
        place = known[pair.location_id]
        record = place_record(pair, place)
        if not full:
            record = {"id": record["id"], "location": location_record(place, plain=True)}
        service = service_record(pair.service, profiles[pair.service.organization_id])
        found.append(record | {"service": service})
    return found
