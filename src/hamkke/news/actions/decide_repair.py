"""Decide on one repair."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction

from hamkke.audit.actions.record_action import record_action
from hamkke.database.errors import NotVisible
from hamkke.news.actions.refresh_body import refresh_body
from hamkke.news.errors import MayNotEditNews, RepairNeedsText, RepairTextTooLong
from hamkke.news.models import Decision, NewsItem
from hamkke.news.rules import may_edit

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer
    from hamkke.news.models import NewsRepair

LONGEST_TEXT: Final = 1000


def decide_repair(
    *,
    viewer: Viewer,
    item_id: int,
    number: int,
    decision: Decision,
    text: str = "",
    now: datetime,
) -> NewsRepair:
    """This function will accept a repair, leave its place as it is, or open it again.

    `text` is a person's own wording; without it the proposed one is taken. Deciding the same
    again changes nothing. Raises MayNotEditNews, NotVisible, RepairNeedsText, RepairTextTooLong.
    """
    if not may_edit(viewer):
        raise MayNotEditNews
    wording = " ".join(text.split())
    if len(wording) > LONGEST_TEXT:
        raise RepairTextTooLong(limit=LONGEST_TEXT)
    with transaction.atomic():
        item = NewsItem.objects.select_for_update().filter(pk=item_id).first()
        repair = item.repairs.filter(number=number).first() if item else None
        if item is None or repair is None:
            raise NotVisible
        accepted = _accepted(repair, decision, wording)
        if (repair.decision, repair.text) == (decision, accepted):
            return repair
        repair.decision, repair.text = decision, accepted
        is_open = decision == Decision.PENDING
        repair.decided_by_id = None if is_open else viewer.person_id
        repair.decided_at = None if is_open else now
        repair.save(update_fields=["decision", "text", "decided_by", "decided_at"])
        refresh_body(item=item, now=now)
        record_action(
            viewer=viewer.identity,
            action="decide_repair",
            subject=repair,
            now=now,
            data={"decision": str(decision)},
        )
        return repair


def _accepted(repair: NewsRepair, decision: Decision, wording: str) -> str | None:
    if decision != Decision.ACCEPTED:
        return None
    if wording:
        return wording
    if repair.replacement is None:
        raise RepairNeedsText
    return repair.replacement
