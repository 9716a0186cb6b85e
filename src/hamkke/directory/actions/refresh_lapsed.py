"""Take out of the search what is not on show any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hamkke.database.identity import civil_day
from hamkke.directory.actions.refresh_search import refresh_search
from hamkke.directory.models import Profile

if TYPE_CHECKING:
    from datetime import datetime


def refresh_lapsed(*, now: datetime) -> int:
    """This function will have the search look at organizations whose verification has lapsed.

    A job's action: it leaves no audit row of its own. Returns how many they are.
    """
    lapsed = Profile.objects.filter(verified_until__lt=civil_day(now)).order_by("pk")
    numbers = list(lapsed.values_list("pk", flat=True))
    refresh_search(organization_ids=numbers)
    return len(numbers)
