"""Mark an address as dead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hamkke.mail.models import ReturnedMail

if TYPE_CHECKING:
    from datetime import datetime

UNKNOWN_STATUS = "5.0.0"


def mark_returned(*, address: str, person_number: int | None, status: str, now: datetime) -> None:
    """This function will note that e-mail to `address` comes back. Call it under the jobs role.

    The message that came back is the record of it; no audit row is written.
    """
    ReturnedMail.objects.update_or_create(
        address=address,
        defaults={
            "person_number": person_number,
            "status": status or UNKNOWN_STATUS,
            "returned_at": now,
        },
    )
