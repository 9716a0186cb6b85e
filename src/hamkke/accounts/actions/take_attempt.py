"""Take one attempt at a secret."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db import connection

from hamkke.accounts.errors import TooManyAttempts
from hamkke.accounts.models import Attempt

if TYPE_CHECKING:
    from datetime import datetime

FREE: Final = 5
FIRST_PAUSE: Final = 10
LONGEST_PAUSE: Final = 900
FORGOTTEN_AFTER: Final = timedelta(days=1)
# One statement, so that attempts at the same moment are counted one after the other: the update
# happens only if the pause since the last failure is over.
_TAKE: Final = """
insert into accounts_attempt as a (subject, client, failures, last_at)
values (%(subject)s, %(client)s, 1, %(now)s)
on conflict (subject, client) do update
   set failures = a.failures + 1, last_at = excluded.last_at
 where a.failures < %(free)s
    or a.last_at + least(%(first)s * power(2, least(a.failures - %(free)s, 20)), %(longest)s)
       * interval '1 second' <= excluded.last_at
returning failures
"""


def take_attempt(
    *, subject: str, client: str, now: datetime, free: int = FREE, longest: int = LONGEST_PAUSE
) -> None:
    """This function will count an attempt before it is made; `forgive_attempts` takes it back.

    `free` failures of one client at one subject cost nothing; then each needs a pause, doubling
    from ten seconds to `longest`. Other clients are never paused. Raises TooManyAttempts.
    """
    Attempt.objects.filter(last_at__lt=now - FORGOTTEN_AFTER).delete()
    values: dict[str, str | int | datetime] = {
        "subject": subject,
        "client": client,
        "now": now,
        "free": free,
        "first": FIRST_PAUSE,
        "longest": longest,
    }
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, values)
        if cursor.fetchone():
            return
    held = Attempt.objects.get(subject=subject, client=client)
    pause = min(FIRST_PAUSE * 2 ** min(held.failures - free, 20), longest)
    left = (held.last_at + timedelta(seconds=pause) - now).total_seconds()
    raise TooManyAttempts(seconds=max(1, math.ceil(left)))
