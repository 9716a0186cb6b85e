"""Publish a piece of news, or take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.audit.actions.record_action import record_action
from hamkke.database.errors import NotVisible
from hamkke.news.errors import MayNotEditNews
from hamkke.news.models import NewsItem
from hamkke.news.rules import may_edit
from hamkke.search.actions.ask_refresh import ask_refresh

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


def publish_item(*, viewer: Viewer, item_id: int, is_public: bool, now: datetime) -> NewsItem:
    """This function will make an item public, or private again; doing it twice changes nothing.

    Raises MayNotEditNews, NotVisible.
    """
    if not may_edit(viewer):
        raise MayNotEditNews
    with transaction.atomic():
        item = NewsItem.objects.select_for_update().filter(pk=item_id).first()
        if item is None:
            raise NotVisible
        if (item.published_at is not None) != is_public:
            item.published_at = now if is_public else None
            item.save(update_fields=["published_at"])
            ask_refresh(identity=viewer.identity, kind="news", numbers=[item.pk])
            record_action(
                viewer=viewer.identity,
                action="publish_item",
                subject=item,
                now=now,
                data={"is_public": is_public},
            )
        return item
