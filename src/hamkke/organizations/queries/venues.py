"""Venues, as other apps need to know them."""

from __future__ import annotations

from hamkke.organizations.models import Venue


def district_of_venue(*, venue_id: int) -> int | None:
    """This function will return the number of the district in which a venue lies, or None."""
    rows = Venue.objects.filter(pk=venue_id).values_list("district_id", flat=True)
    return rows.first()
