"""What can be found of the directory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hamkke.directory.models import Profile, Service
from hamkke.search.sources import PublicEntry

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


def service_entries(numbers: Collection[int] | None) -> Iterator[PublicEntry]:
    """This function will tell what can be found of services."""
    rows = Service.objects.select_related("organization")
    for row in rows if numbers is None else rows.filter(pk__in=numbers):
        yield PublicEntry(
            number=row.pk,
            path=f"/directory/services/{row.pk}/",
            title=row.name,
            title_en=row.name_en,
            about=row.organization.name,
            about_en=row.organization.name_en or row.organization.name,
            weight=50,
        )


def organization_entries(numbers: Collection[int] | None) -> Iterator[PublicEntry]:
    """This function will tell what can be found of local organizations."""
    rows = Profile.objects.select_related("organization", "district__organization")
    for row in rows if numbers is None else rows.filter(pk__in=numbers):
        district = row.district.organization
        yield PublicEntry(
            number=row.pk,
            path=f"/directory/organizations/{row.pk}/",
            title=row.organization.name,
            title_en=row.organization.name_en,
            about=district.name,
            about_en=district.name_en or district.name,
            weight=55,
        )
