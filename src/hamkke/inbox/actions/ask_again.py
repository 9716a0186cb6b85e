"""Ask again for what others owe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction

from hamkke.audit.actions.record_action import record_action
from hamkke.database.errors import NotVisible
from hamkke.inbox.errors import AskedLately
from hamkke.inbox.models import Task
from hamkke.inbox.queries.day import POSTERS

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


def ask_again(*, viewer: Viewer, task_id: int, now: datetime) -> None:
    """This function will have the e-mail of a task that the viewer's body posted sent again.

    At most once in 24 hours. Raises NotVisible, and AskedLately also for what is done meanwhile.
    """
    with transaction.atomic():
        if viewer.role not in POSTERS or not _is_ours(viewer, task_id):
            raise NotVisible
        with connection.cursor() as cursor:
            cursor.execute("select inbox_ask_again(%s, %s)", [task_id, now])
            (asked,) = cursor.fetchone()
        if not asked:
            raise AskedLately
        record_action(viewer=viewer.identity, action="ask_again", subject=Task(pk=task_id), now=now)


def _is_ours(viewer: Viewer, task_id: int) -> bool:
    return Task.objects.filter(pk=task_id, posted_by_id=viewer.organization_id).exists()
