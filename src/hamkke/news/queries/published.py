"""Published news, for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import FETCH_RAISE

from hamkke.database.errors import NotVisible
from hamkke.news.models import NewsItem
from hamkke.news.release.files import Attachment, Picture, held_files
from hamkke.news.release.text import Block, blocks_of
from hamkke.news.rules import on_show

if TYPE_CHECKING:
    from datetime import date, datetime

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
    release: PublishedRelease | None = None

    @property
    def summary(self) -> str:
        """The subtitle, else the first words: for link previews."""
        if self.release and self.release.withdrawn_at:
            return ""
        return self.subtitle or " ".join(self.paragraphs[0])[:150]


@dataclass(frozen=True, slots=True)
class PublishedRelease:
    """What an article has that its office wrote and approved.

    `released_at` is when it was given out (배포), `opens_at` when it may be reported (보도 시점),
    None: at once. A withdrawn one has its title and the reason, and nothing else.
    """

    department: str
    contact_name: str
    contact_phone: str
    contact_email: str
    released_at: datetime
    opens_at: datetime | None
    pictures: tuple[Picture, ...]
    attachments: tuple[Attachment, ...]
    corrections: tuple[tuple[datetime, str], ...]
    blocks: tuple[Block, ...]
    withdrawn_at: datetime | None
    withdrawal_note: str

    @property
    def shown_at(self) -> datetime:
        """When everybody could read it first."""
        return max(self.released_at, self.opens_at or self.released_at)

    @property
    def ends_with_text(self) -> bool:
        """Whether 끝. follows the last sentence, for nothing comes after it."""
        return not self.pictures and not self.attachments


def published_news(*, category: str = "") -> QuerySet[NewsItem]:
    """This function will return the published news, newest first, of one category or all."""
    items = NewsItem.objects.filter(on_show(), withdrawn_at__isnull=True).only(*_SUMMARY)
    items = items.fetch_mode(FETCH_RAISE)
    return items.filter(category=category) if category else items


def published_categories() -> list[str]:
    """This function will return the categories of published news in 가나다 order."""
    items = NewsItem.objects.filter(on_show(), withdrawn_at__isnull=True).exclude(category="")
    return list(items.order_by("category").values_list("category", flat=True).distinct())


def published_article(*, item_id: int) -> PublishedArticle:
    """This function will return one published article, also a withdrawn one. Raises NotVisible."""
    item = NewsItem.objects.filter(on_show(), pk=item_id).fetch_mode(FETCH_RAISE).first()
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
        release=_release(item),
    )


def _release(item: NewsItem) -> PublishedRelease | None:
    if item.release_id is None or item.published_at is None:
        return None
    pictures, attachments = held_files(
        release_id=item.release_id, pictures=item.pictures, attachments=item.attachments
    )
    return PublishedRelease(
        department=item.department,
        contact_name=item.contact_name,
        contact_phone=item.contact_phone,
        contact_email=item.contact_email,
        released_at=item.published_at,
        opens_at=item.embargo_until,
        pictures=pictures,
        attachments=attachments,
        corrections=tuple(item.corrections.values_list("corrected_at", "note")),
        blocks=blocks_of(item.body),
        withdrawn_at=item.withdrawn_at,
        withdrawal_note=item.withdrawal_note,
    )
