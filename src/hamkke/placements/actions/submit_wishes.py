"""Submit a list of wishes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.audit.actions.record_action import record_action
from hamkke.inbox.actions.close_tasks import close_tasks
from hamkke.placements.actions.save_wishes import save_wishes
from hamkke.placements.errors import NoWishes
from hamkke.placements.models import Application, Wish

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


def submit_wishes(
    *, viewer: Viewer, round_id: int, order: Sequence[int], version: int, now: datetime
) -> int:
    """This function will submit `order` for the class group and return the list's version.

    What was submitted before is replaced, until the close; a double click changes nothing. Raises
    what save_wishes raises, and NoWishes.
    """
    if not order:
        raise NoWishes
    with transaction.atomic():
        saved = save_wishes(viewer=viewer, round_id=round_id, order=order, version=version, now=now)
        mine = Application.objects.select_related("round").get(
            round_id=round_id, class_group_id=viewer.class_group_id
        )
        before = list(mine.wishes.order_by("rank").values_list("round_session_id", flat=True))
        if before == mine.draft:
            return saved
        mine.wishes.all().delete()
        Wish.objects.bulk_create(
            Wish(application=mine, round_session_id=number, rank=rank)
            for rank, number in enumerate(mine.draft, start=1)
        )
        mine.submitted_at = now
        mine.save(update_fields=["submitted_at"])
        close_tasks(
            viewer=viewer,
            subject=mine.round,
            kind="submit_wishes",
            class_group_id=viewer.class_group_id,
            now=now,
        )
        record_action(
            viewer=viewer.identity,
            action="submit_wishes",
            subject=mine,
            now=now,
            data={"wishes": mine.draft},
        )
    return saved
