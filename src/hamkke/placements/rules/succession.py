"""What becomes of places after publication, and until when an offer is to be answered."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

ANSWER_WITHIN: Final = timedelta(days=3)

# What became of a wish after publication.
RETURNED: Final = "returned"
TAKEN: Final = "accepted"
OFFERED: Final = "open"


def answer_by(*, starts_at: datetime, now: datetime) -> datetime:
    """This function will return the deadline: three days, but not beyond the session's start."""
    return min(now + ANSWER_WITHIN, starts_at)
