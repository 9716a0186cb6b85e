"""What can be found of news."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hamkke.news.models import NewsItem
from hamkke.news.rules import on_show
from hamkke.search.sources import PublicEntry
from hamkke.web.text import format_date_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


def news_entries(numbers: Collection[int] | None) -> Iterator[PublicEntry]:
    """This function will tell what can be found of the published news, in one query."""
    items = NewsItem.objects.filter(on_show(), withdrawn_at__isnull=True)
    if numbers is not None:
        items = items.filter(pk__in=numbers)
    for item in items.iterator():
        yield PublicEntry(
            number=item.pk,
            path=f"/news/{item.pk}/",
            title=item.title,
            about=format_date_in("ko", item.item_date),
            about_en=format_date_in("en", item.item_date),
            words=(item.subtitle, item.category, item.body or item.original_body),
            weight=40,
            dated_on=item.item_date,
        )
