"""Lay out the edited text anew after decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hamkke.news.models import Decision
from hamkke.news.pages.repairs import Change, apply_changes

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.news.models import NewsItem


def refresh_body(*, item: NewsItem, now: datetime) -> None:
    """This function will make the accepted repairs in the text of a locked item.

    The item counts as edited once nothing that proposes a text is open any more. The same
    decisions always give the same text, whoever made them in whatever order.
    """
    repairs = list(item.repairs.all())
    paragraphs = item.original_body.split("\n\n")
    changes = [
        Change(repair.paragraph, repair.start, repair.end, repair.text)
        for repair in repairs
        if repair.text is not None
    ]
    is_open = any(
        repair.decision == Decision.PENDING and repair.replacement is not None for repair in repairs
    )
    item.body = "\n\n".join(apply_changes(paragraphs, changes))
    if is_open:
        item.edited_at = None
    elif item.edited_at is None:
        item.edited_at = now
    item.save(update_fields=["body", "edited_at"])
