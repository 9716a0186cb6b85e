"""Published news, for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import FETCH_RAISE

from hamkke.database.errors import NotVisible
from hamkke.news.models import NewsItem

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

_SUMMARY = ("id", "category", "title", "subtitle", "item_date", "source_name")


@dataclass(frozen=True, slots=True)
class PublishedArticle:
    """One article as everybody reads it.

    `paragraphs` hold lines: an original that is not edited yet shows its hard line ends.
    """

    item_id: int
    category: str
    title: str
    subtitle: str
    paragraphs: tuple[tuple[str, ...], ...]
    missing_pictures: tuple[str, ...]
    item_date: date
    source_name: str
    source_url: str
    licence: str
    is_imported: bool
    is_edited: bool

    @property
    def summary(self) -> str:
        """The subtitle, else the first words: for link previews."""
        return self.subtitle or " ".join(self.paragraphs[0])[:150]


def published_news(*, category: str = "") -> QuerySet[NewsItem]:
    """This function will return the published news, newest first, of one category or all."""
    items = NewsItem.objects.filter(published_at__isnull=False).only(*_SUMMARY)
    items = items.fetch_mode(FETCH_RAISE)
    return items.filter(category=category) if category else items


def published_categories() -> list[str]:
    """This function will return the categories of published news in 가나다 order."""
    items = NewsItem.objects.filter(published_at__isnull=False).exclude(category="")
    return list(items.order_by("category").values_list("category", flat=True).distinct())


def published_article(*, item_id: int) -> PublishedArticle:
    """This function will return one published article. Raises NotVisible."""
    item = (
        NewsItem.objects.all()
        .fetch_mode(FETCH_RAISE)
        .filter(pk=item_id, published_at__isnull=False)
        .first()
    )
    if item is None:
        raise NotVisible
    is_edited = item.edited_at is not None
    text = item.body if is_edited else item.original_body
    return PublishedArticle(
        item_id=item.pk,
        category=item.category,
        title=item.title,
        subtitle=item.subtitle,
        paragraphs=tuple(tuple(part.split("\n")) for part in text.split("\n\n")),
        missing_pictures=tuple(item.missing_pictures),
        item_date=item.item_date,
        source_name=item.source_name,
        source_url=item.source_url,
        licence=item.get_licence_display(),
        is_imported=item.source_page_id is not None,
        is_edited=is_edited,
    )
