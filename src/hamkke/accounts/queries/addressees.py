"""Who stands behind a role of an organization, for the jobs that tell them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hamkke.accounts.models import Membership
from hamkke.accounts.queries.viewer import valid_on

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


@dataclass(frozen=True, slots=True)
class Addressee:
    """A person in a role today."""

    person_id: int
    organization_id: int
    role: str
    class_group_id: int | None


def addressees_in(*, organization_ids: Iterable[int], today: date) -> tuple[Addressee, ...]:
    """This function will return everybody who acts for the organizations today."""
    rows = Membership.objects.filter(valid_on(today), organization_id__in=set(organization_ids))
    return tuple(
        Addressee(*row)
        for row in rows.order_by("person_id", "id").values_list(
            "person_id", "organization_id", "role", "class_group_id"
        )
    )
