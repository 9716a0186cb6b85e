"""Confirm that the school has a guardian's consent on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.utils import ProgrammingError

from hamkke.accounts.errors import ChangedMeanwhile
from hamkke.accounts.queries.families import waiting_child
from hamkke.audit.actions.record_action import record_action

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.queries.families import WaitingChild
    from hamkke.accounts.viewer import Viewer


def confirm_on_paper(
    *, viewer: Viewer, change_id: int, guardian_name: str, relation: str, now: datetime
) -> WaitingChild:
    """This function will make a waiting child's account: the signed paper is at the school.

    Raises NotVisible, ChangedMeanwhile where the guardian answered meanwhile, or never did in time.
    """
    child = waiting_child(viewer=viewer, change_id=change_id)
    with transaction.atomic():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(
                    "select accounts_confirm_on_paper(%s::bigint, %s, %s, %s)",
                    [change_id, guardian_name, relation, now],
                )
        except ProgrammingError as error:
            raise ChangedMeanwhile from error
        record_action(
            viewer=viewer.identity, action="confirm_on_paper", subject=child.change, now=now
        )
    return child
