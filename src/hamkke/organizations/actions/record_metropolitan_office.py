"""Put the metropolitan office of an installation on record."""

from __future__ import annotations

from hamkke.organizations.models import Organization, OrganizationKind


def record_metropolitan_office(*, name: str) -> Organization:
    """This function will return the metropolitan office, made under `name` where there is none.

    A part of founding an installation, which writes the audit row; as the owner.
    """
    known = Organization.objects.filter(kind=OrganizationKind.METROPOLITAN_OFFICE).first()
    return known or Organization.objects.create(
        kind=OrganizationKind.METROPOLITAN_OFFICE, name=name
    )
