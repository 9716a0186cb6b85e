"""Ask again for what others owe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction

from hamkke.audit.actions.record_action import record_action
from hamkke.inbox.errors import AskedLately
from hamkke.inbox.models import Task

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


def ask_again(*, viewer: Viewer, task_id: int, now: datetime) -> None:
    """This function will have the e-mail of a task that the viewer's body posted sent again.

    At most once in 24 hours. Raises AskedLately, also for what is done or none of the viewer's.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select inbox_ask_again(%s, %s)", [task_id, now])
            (asked,) = cursor.fetchone()
        if not asked:
            raise AskedLately
        record_action(viewer=viewer.identity, action="ask_again", subject=Task(pk=task_id), now=now)
