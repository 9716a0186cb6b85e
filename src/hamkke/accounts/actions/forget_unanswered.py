"""Forget whoever did not answer in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from datetime import datetime


def forget_unanswered(*, now: datetime) -> int:
    """This function will close invitations and children's sign-ups that are too old; say how many.

    Names, addresses and what children typed go with them, and the letters that told guardians and
    children. Call it under the jobs role. No audit row: nobody acts; the changes have a history.
    """
    with connection.cursor() as cursor:
        cursor.execute("select accounts_forget_unanswered(%s)", [now])
        return int(cursor.fetchone()[0])
