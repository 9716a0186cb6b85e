"""End that a pupil or parent belongs to a class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction

from hamkke.accounts.queries.families import family_membership
from hamkke.audit.actions.record_action import record_action

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.models import Membership
    from hamkke.accounts.viewer import Viewer


def end_family_role(*, viewer: Viewer, membership_id: int, now: datetime) -> Membership:
    """This function will end a pupil's or parent's membership tonight. Raises NotVisible.

    The account stays the person's own: for a school that the pupil goes to next.
    """
    held = family_membership(viewer=viewer, membership_id=membership_id)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select accounts_end_family_role(%s::bigint, %s)", [held.pk, now])
        record_action(viewer=viewer.identity, action="end_family_role", subject=held, now=now)
    return held
