"""Mark notices as read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hamkke.database.errors import NotVisible
from hamkke.inbox.models import NoticeReading
from hamkke.inbox.queries.notices import unread_of

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


def read_notices(*, viewer: Viewer, now: datetime, notice_id: int | None = None) -> int:
    """This function will mark one of the viewer's notices as read, or all; return how many.

    Reading changes nothing for others: no audit row. Raises NotVisible for nobody.
    """
    if viewer.person_id is None:
        raise NotVisible
    unread = unread_of(viewer)
    if notice_id is not None:
        unread = unread.filter(pk=notice_id)
    readings = [
        NoticeReading(notice_id=number, person_id=viewer.person_id, read_at=now)
        for number in unread.values_list("pk", flat=True)
    ]
    NoticeReading.objects.bulk_create(readings, ignore_conflicts=True)
    return len(readings)
