"""What stands behind a guardian's link; under the identity role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db import connection

from hamkke.accounts.errors import GuardianLinkUnknown
from hamkke.accounts.keys import LONGEST_SECRET, hash_of_guardian
from hamkke.organizations.queries.class_groups import class_group
from hamkke.organizations.queries.places import organization

if TYPE_CHECKING:
    from datetime import date, datetime

ANSWER_WITHIN: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Asked:
    """A child that waits `until` then, or the consent that was given `consented_at` before."""

    change_id: int
    person_id: int | None
    child_name: str
    organization_name: str
    class_name: str
    until: datetime | None
    consented_at: datetime | None
    fourteen_on: date


def asked_behind(*, secret: str, now: datetime) -> Asked:
    """This function will return what a guardian is asked. Raises GuardianLinkUnknown."""
    if len(secret) > LONGEST_SECRET:
        raise GuardianLinkUnknown
    with connection.cursor() as cursor:
        cursor.execute("select * from accounts_guardian_asked(%s)", [hash_of_guardian(secret)])
        row = cursor.fetchone()
    if row is None:
        raise GuardianLinkUnknown
    change_id, person_id, name, organization_id, class_group_id, until, consented_at, day = row
    if consented_at is None and until <= now:
        raise GuardianLinkUnknown
    group = class_group(class_group_id) if class_group_id else None
    return Asked(
        change_id=change_id,
        person_id=person_id,
        child_name=name,
        organization_name=organization(organization_id).name,
        class_name=group.label if group else "",
        until=until,
        consented_at=consented_at,
        fourteen_on=day,
    )
