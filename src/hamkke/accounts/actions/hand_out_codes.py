"""Hand out codes to a class group's pupils or parents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db import connection, transaction
from django.utils.translation import gettext as _

from hamkke.accounts.chain import FAMILY
from hamkke.accounts.changes import forget_expired
from hamkke.accounts.keys import VALID_FOR, hash_of, new_code
from hamkke.accounts.models import InvitationKey, RoleChange
from hamkke.accounts.queries.changes import Letter
from hamkke.accounts.queries.families import place_of_codes
from hamkke.accounts.queries.roles import role_label
from hamkke.audit.actions.record_action import record_action
from hamkke.database.errors import NotVisible
from hamkke.organizations.queries.places import organization

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.queries.families import CodesPlace
    from hamkke.accounts.viewer import Viewer

MOST: Final = 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """Codes to print: for which class group (None: the school), for whom, how many."""

    class_group_id: int | None
    role: str
    count: int


def hand_out_codes(
    *, viewer: Viewer, sheet: Sheet, now: datetime
) -> tuple[tuple[Letter, str], ...]:
    """This function will make a sheet of fresh codes, each good once; return what to print.

    Codes of an earlier sheet that nobody used no longer work; the codes are kept nowhere. No
    names: the sheet counts 1번, 2번. Raises NotVisible.
    """
    place = place_of_codes(viewer=viewer, class_group_id=sheet.class_group_id)
    if sheet.role not in FAMILY or not 1 <= sheet.count <= MOST:
        raise NotVisible
    with transaction.atomic():
        forget_expired(now)
        _end_unused(sheet, now)
        printed = tuple((letter, new_code()) for letter in _letters(viewer, place, sheet, now))
        InvitationKey.objects.bulk_create(
            InvitationKey(
                change=letter.change,
                name=letter.name,
                code_hash=hash_of(code),
                expires_at=now + VALID_FOR,
            )
            for letter, code in printed
        )
        record_action(
            viewer=viewer.identity,
            action="hand_out_codes",
            subject=organization(place.school_id),
            now=now,
            data={
                "class_group": sheet.class_group_id,
                "role": sheet.role,
                "count": sheet.count,
            },
        )
    return printed


def _letters(viewer: Viewer, place: CodesPlace, sheet: Sheet, now: datetime) -> list[Letter]:
    changes = RoleChange.objects.bulk_create(
        RoleChange(
            organization_id=place.school_id,
            role=sheet.role,
            class_group_id=sheet.class_group_id,
            valid_from=place.valid_from,
            proposed_by_id=viewer.membership_id,
            proposed_at=now,
        )
        for _number in range(sheet.count)
    )
    return [
        Letter(
            change=change,
            name=_("%(number)d번") % {"number": number},
            organization_name=place.school_name,
            role_name=role_label(sheet.role),
            class_name=place.class_name,
            valid_from=place.valid_from,
        )
        for number, change in enumerate(changes, start=1)
    ]


def _end_unused(sheet: Sheet, now: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select accounts_end_family_codes(%s::bigint, %s, %s)",
            [sheet.class_group_id, sheet.role, now],
        )
