"""Accept all repairs that are still open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.audit.actions.record_action import record_action
from hamkke.database.errors import NotVisible
from hamkke.news.actions.refresh_body import refresh_body
from hamkke.news.errors import MayNotEditNews
from hamkke.news.models import Decision, NewsItem
from hamkke.news.rules import may_edit

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


def accept_repairs(*, viewer: Viewer, item_id: int, now: datetime) -> int:
    """This function will accept each open repair that proposes a text, and return their number.

    What a person rejected stays rejected; what is unknown stays open. Raises MayNotEditNews,
    NotVisible.
    """
    if not may_edit(viewer):
        raise MayNotEditNews
    with transaction.atomic():
        item = NewsItem.objects.select_for_update().filter(pk=item_id).first()
        if item is None:
            raise NotVisible
        accepted = 0
        for repair in item.repairs.filter(decision=Decision.PENDING, replacement__isnull=False):
            repair.decision, repair.text = Decision.ACCEPTED, repair.replacement
            repair.decided_by_id, repair.decided_at = viewer.person_id, now
            repair.save(update_fields=["decision", "text", "decided_by", "decided_at"])
            accepted += 1
        if accepted:
            refresh_body(item=item, now=now)
            record_action(
                viewer=viewer.identity,
                action="accept_repairs",
                subject=item,
                now=now,
                data={"accepted": accepted},
            )
        return accepted
