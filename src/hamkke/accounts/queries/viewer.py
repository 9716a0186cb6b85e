"""Who an account is, as of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from hamkke.accounts.models import Account, Membership
from hamkke.accounts.viewer import Hat, Viewer

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet


def valid_on(today: date) -> Q:
    """This function will return the condition that a membership holds on `today`."""
    return Q(valid_from__lte=today) & (Q(valid_until__isnull=True) | Q(valid_until__gte=today))


def memberships_of(*, person_id: int, today: date) -> QuerySet[Membership]:
    """This function will return the memberships that a person may act through today."""
    return (
        Membership.objects.filter(valid_on(today), person_id=person_id)
        .select_related("organization", "class_group")
        .order_by("id")
    )


def label_of(membership: Membership) -> str:
    """This function will name a membership: organization, role and perhaps the class."""
    parts = [membership.organization.name, membership.get_role_display()]
    if membership.class_group is not None:
        parts.append(str(membership.class_group))
    return " · ".join(parts)


def viewer_of_account(*, account: Account, membership_id: int | None, today: date) -> Viewer:
    """This function will return the viewer for the chosen membership, else for the first one.

    A membership that ended yesterday is no longer found: access ends at midnight by itself.
    """
    person = account.person
    held = list(memberships_of(person_id=person.pk, today=today))
    if not held:
        return Viewer(person_id=person.pk, name=person.name, today=today)
    chosen = next((item for item in held if item.pk == membership_id), held[0])
    return Viewer(
        person_id=person.pk,
        name=person.name,
        membership_id=chosen.pk,
        role=chosen.role,
        organization_id=chosen.organization_id,
        organization_kind=chosen.organization.kind,
        organization_name=chosen.organization.name,
        class_group_id=chosen.class_group_id,
        today=today,
        hats=tuple(Hat(item.pk, label_of(item)) for item in held),
    )
