"""The city as a whole: its name and its districts, as addresses write them."""

from __future__ import annotations

from dataclasses import dataclass

from hamkke.organizations.models import Organization, OrganizationKind


@dataclass(frozen=True, slots=True)
class City:
    """The name that addresses begin with, and the names of the districts."""

    name: str
    districts: frozenset[str]


def the_city() -> City | None:
    """This function will return the city, or None where its bodies are not set up yet.

    서울특별시교육청 is the office of 서울특별시.
    """
    kinds = (OrganizationKind.METROPOLITAN_OFFICE, OrganizationKind.DISTRICT)
    rows = Organization.objects.filter(kind__in=kinds).values_list("kind", "name")
    offices = [name for kind, name in rows if kind == OrganizationKind.METROPOLITAN_OFFICE]
    districts = frozenset(name for kind, name in rows if kind == OrganizationKind.DISTRICT)
    if not offices or not districts:
        return None
    return City(offices[0].removesuffix("교육청"), districts)
