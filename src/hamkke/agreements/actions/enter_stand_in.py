"""Enter who decides in whose place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction

from hamkke.agreements.line_errors import (
    DaysOutOfOrder,
    MayNotStandIn,
    StandsInForSelf,
    UnknownMember,
)
from hamkke.agreements.lines import line_people
from hamkke.agreements.models import Manner, StandIn
from hamkke.agreements.rules import may_enter_stand_in
from hamkke.audit.actions.record_action import record_action

if TYPE_CHECKING:
    from datetime import date, datetime

    from hamkke.accounts.viewer import Viewer

LIMIT: Final = 366


@transaction.atomic
def enter_stand_in(
    *,
    viewer: Viewer,
    manner: str,
    person: int,
    deputy: int,
    valid_from: date,
    valid_until: date,
    now: datetime,
) -> int:
    """This function will let `deputy` decide on agreements in the place of `person`.

    Delegated by the person alone, acting while the person is away by anybody who stands in lines.
    Raises MayNotStandIn, StandsInForSelf, UnknownMember, DaysOutOfOrder.
    """
    if not may_enter_stand_in(viewer) or viewer.today is None:
        raise MayNotStandIn
    if manner not in Manner.values or (manner == Manner.DELEGATED and person != viewer.person_id):
        raise MayNotStandIn
    if person == deputy:
        raise StandsInForSelf
    assert viewer.organization_id is not None
    assert viewer.person_id is not None
    names = {number: name for number, name, _ in line_people(viewer)}
    if not {person, deputy} <= names.keys():
        raise UnknownMember
    days = (valid_until - valid_from).days
    if not 0 <= days <= LIMIT or valid_until < viewer.today:
        raise DaysOutOfOrder(limit=LIMIT)
    row = StandIn.objects.create(
        organization_id=viewer.organization_id,
        manner=manner,
        person_id=person,
        person_name=names[person],
        deputy_id=deputy,
        deputy_name=names[deputy],
        valid_from=valid_from,
        valid_until=valid_until,
        entered_by_id=viewer.person_id,
        entered_at=now,
    )
    record_action(viewer=viewer.identity, action="enter_stand_in", subject=row, now=now)
    return row.pk
