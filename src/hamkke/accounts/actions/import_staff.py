"""Bring the staff and class groups of a school in."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from django.db import IntegrityError, connection, transaction

from hamkke.accounts.actions.send_invitation import send_invitation
from hamkke.accounts.changes import Offer, forget_expired, open_change
from hamkke.accounts.errors import ImportedAlready, StaffFileChanged
from hamkke.accounts.models import RoleChange, StaffImport
from hamkke.accounts.queries.staff import staff_on_record
from hamkke.accounts.staff.checking import recheck_staff
from hamkke.audit.actions.record_action import record_action
from hamkke.database.errors import NotVisible
from hamkke.organizations.school_year import first_day_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hamkke.accounts.staff.checking import StaffRow
    from hamkke.accounts.viewer import Viewer


def import_staff(
    *, viewer: Viewer, rows: Sequence[StaffRow], school_year: int, site: str, now: datetime
) -> StaffImport:
    """This function will make the class groups and invite the people of a checked file, or nobody.

    Those with an address are sent an invitation, the others are to be given a printed one; nobody
    has an account before accepting. The same content is brought in once. Raises NotVisible,
    ImportedAlready, StaffFileChanged where what is on record no longer fits.
    """
    if viewer.organization_id is None or viewer.membership_id is None:
        raise NotVisible
    digest = _digest(rows, school_year)
    with transaction.atomic():
        _lock(viewer.organization_id)
        made = {"organization_id": viewer.organization_id, "digest": digest}
        if StaffImport.objects.filter(**made, undone_at=None).exists():
            raise ImportedAlready
        forget_expired(now)
        record = staff_on_record(viewer=viewer, school_year=school_year)
        checked = recheck_staff(rows, class_groups=record.pupils, known=record.known)
        if checked.problems:
            raise StaffFileChanged
        class_ids = dict(record.class_ids)
        new = {
            (grade, name): _add_class_group(school_year, grade, name, pupils)
            for grade, name, pupils in checked.new_classes
        }
        class_ids |= new
        batch = StaffImport.objects.create(
            **made, made_by_id=viewer.membership_id, made_at=now, class_groups=list(new.values())
        )
        for row in checked.people:
            _invite(viewer, batch, row, class_ids, school_year, site, now)
        record_action(
            viewer=viewer.identity,
            action="import_staff",
            subject=batch,
            now=now,
            data={"people": len(checked.people), "class_groups": len(new)},
        )
    return batch


def _invite(
    viewer: Viewer,
    batch: StaffImport,
    row: StaffRow,
    class_ids: dict[tuple[int, str], int],
    school_year: int,
    site: str,
    now: datetime,
) -> None:
    assert viewer.today is not None
    start = max(viewer.today, first_day_of(school_year))
    group = class_ids[row.class_key] if row.class_key else None
    offer = Offer(batch.organization_id, row.role, start, row.name, row.email, None, group)
    change = open_change(
        RoleChange(
            organization_id=offer.organization_id,
            role=offer.role,
            class_group_id=offer.class_group_id,
            valid_from=start,
            proposed_by_id=viewer.membership_id,
            batch=batch,
        ),
        offer,
        now=now,
    )
    if row.email:
        send_invitation(viewer=viewer, change_id=change.pk, site=site, now=now)


def _add_class_group(school_year: int, grade: int, name: str, pupils: int) -> int:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "select accounts_add_class_group(%s, %s, %s, %s)",
                [school_year, grade, name, pupils],
            )
            return int(cursor.fetchone()[0])
    except IntegrityError as error:
        raise StaffFileChanged from error


def _lock(organization_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtext('import staff'), %s::int)", [organization_id]
        )


def _digest(rows: Sequence[StaffRow], school_year: int) -> str:
    content = [school_year, [{**row.as_dict(), "line": 0} for row in rows]]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()
