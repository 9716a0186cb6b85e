"""Note a code that opened nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hamkke.accounts.keys import hash_of_address
from hamkke.accounts.models import FailedCode
from hamkke.accounts.queries.invitation import WINDOW

if TYPE_CHECKING:
    from datetime import datetime


def note_failed_code(*, address: str, now: datetime) -> None:
    """This function will note that a wrong code came from a network address; old notes go.

    No audit row: nobody is known who could be named in it.
    """
    FailedCode.objects.filter(failed_at__lte=now - WINDOW).delete()
    FailedCode.objects.create(address_hash=hash_of_address(address), failed_at=now)
