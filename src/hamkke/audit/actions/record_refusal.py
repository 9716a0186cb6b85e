"""Record one refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hamkke.audit.blind import insert_blindly
from hamkke.audit.models import RefusalEntry
from hamkke.database.identity import acting_as

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.database.identity import Identity


def record_refusal(*, role: str, viewer: Identity, path: str, status: int, now: datetime) -> None:
    """This function will append a refusal in a transaction of its own, under the zone's `role`.

    The refused request's transaction has ended by then, rolled back or not: the entry stays.
    """
    with acting_as(role, viewer):
        insert_blindly(
            RefusalEntry(
                person_number=viewer.person_id or 0,
                membership_number=viewer.membership_id,
                path=path.replace("\x00", "")[:400],
                status=status,
                refused_at=now,
            )
        )
