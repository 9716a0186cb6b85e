"""Put an organization on record."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError

from hamkke.accounts.errors import DistrictCodeUnknown, MayNotGive, OrganizationKnown
from hamkke.accounts.rules import kinds_to_give
from hamkke.audit.actions.record_action import record_action
from hamkke.organizations.geography import places
from hamkke.organizations.queries.places import organization, place_of
from hamkke.organizations.queries.registering import is_on_record, level_label

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer
    from hamkke.organizations.queries.places import Place


@dataclass(frozen=True, slots=True)
class NewOrganization:
    """A body to put on record; which of the rest it needs follows from its kind.

    `code` is a district's 시군구 code or a school's identifier; `districts` are those that an
    office covers from today.
    """

    kind: str
    name: str
    name_en: str = ""
    code: str = ""
    address: str = ""
    level: str = ""
    district_id: int | None = None
    districts: tuple[int, ...] = ()


def add_organization(*, viewer: Viewer, new: NewOrganization, now: datetime) -> Place:
    """This function will add a body whose first people the viewer may invite.

    Raises MayNotGive, OrganizationKnown, DistrictCodeUnknown.
    """
    if new.kind not in kinds_to_give(viewer) or viewer.today is None:
        raise MayNotGive
    if is_on_record(kind=new.kind, name=new.name):
        raise OrganizationKnown
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "select accounts_add_organization(%s, %s, %s::bigint, %s, %s, %s::jsonb)",
                [
                    *(new.kind, new.name, new.district_id, new.code, new.address),
                    json.dumps(_details(new)),
                ],
            )
            number = int(cursor.fetchone()[0])
    except IntegrityError as error:
        raise OrganizationKnown from error
    except ProgrammingError as error:
        raise MayNotGive from error
    record_action(
        viewer=viewer.identity,
        action="add_organization",
        subject=organization(number),
        now=now,
    )
    place = place_of(organization_id=number, day=viewer.today)
    assert place is not None
    return place


def _details(new: NewOrganization) -> dict[str, object]:
    details: dict[str, object] = {"name_en": new.name_en, "districts": list(new.districts)}
    if new.kind == "district":
        try:
            place = places([new.code])[new.code]
        except KeyError as error:
            raise DistrictCodeUnknown from error
        details |= {
            "latitude": place.latitude,
            "longitude": place.longitude,
            "grid_x": place.grid[0],
            "grid_y": place.grid[1],
        }
    if new.kind == "school":
        details |= {"level": new.level, "level_name": level_label(new.level)}
    return details
