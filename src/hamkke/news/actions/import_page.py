"""Bring a saved page in."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection, transaction

from hamkke.audit.actions.record_action import record_action
from hamkke.database.identity import civil_day
from hamkke.news.actions.refresh_body import refresh_body
from hamkke.news.errors import MayNotEditNews
from hamkke.news.models import Decision, Licence, NewsItem, NewsRepair, SourcePage
from hamkke.news.pages.find import find_repairs
from hamkke.news.rules import may_import
from hamkke.search.actions.ask_refresh import ask_refresh

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer
    from hamkke.news.pages.article import Article, Page
    from hamkke.news.pages.repairs import Repair

LONGEST_FILE_NAME = 200


@dataclass(frozen=True, slots=True)
class Source:
    """Where a page comes from and under which terms, as far as the importing person knows."""

    file_name: str
    name: str = ""
    url: str = ""
    licence: str = Licence.OWNER


@dataclass(frozen=True, slots=True)
class ImportedPage:
    """What an import left: the item (None: the page has no article) and its repairs."""

    item_id: int | None
    is_new: bool
    is_published: bool
    accepted: int
    pending: int
    unknown: int


def import_page(
    *,
    viewer: Viewer,
    data: bytes,
    page: Page,
    source: Source,
    accept: bool,
    publish: bool,
    now: datetime,
) -> ImportedPage:
    """This function will keep a page byte for byte and make a news item of its article.

    `page` is what `read_page(data)` gave. The same bytes are taken once: importing them again
    changes nothing, except that `accept` accepts the repairs still open and `publish` publishes.
    Raises MayNotEditNews.
    """
    if not may_import(viewer):
        raise MayNotEditNews
    digest = hashlib.sha256(data).hexdigest()
    with transaction.atomic():
        _lock(digest)
        kept = SourcePage.objects.filter(digest=digest).only("id").first()
        if kept is None:
            kept = SourcePage.objects.create(
                digest=digest,
                content=data,
                file_name=source.file_name[:LONGEST_FILE_NAME],
                page_date=page.page_date,
                findings=[[finding.note, finding.detail] for finding in page.findings],
                imported_at=now,
            )
            record_action(viewer=viewer.identity, action="import_page", subject=kept, now=now)
        item = NewsItem.objects.select_for_update().filter(source_page=kept).first()
        is_new = item is None and page.article is not None
        if item is None and page.article is not None:
            item = _add_item(kept, page, page.article, source, now)
        if item is None:
            return ImportedPage(
                None, is_new=False, is_published=False, accepted=0, pending=0, unknown=0
            )
        _settle(viewer, item, accept=accept, publish=publish, now=now)
        return _report(item, is_new=is_new)


def _lock(digest: str) -> None:
    """This function will let two imports of the same bytes wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [f"page {digest}"])


def _add_item(
    kept: SourcePage, page: Page, article: Article, source: Source, now: datetime
) -> NewsItem:
    repairs = find_repairs(article, page.page_date)
    has_proposals = any(repair.replacement is not None for repair in repairs)
    item = NewsItem.objects.create(
        source_page=kept,
        category=article.category,
        title=article.title,
        subtitle=article.subtitle,
        original_body=article.body,
        body=article.body,
        missing_pictures=list(article.pictures),
        source_name=source.name,
        source_url=source.url,
        licence=source.licence,
        item_date=page.page_date or civil_day(now),
        edited_at=None if has_proposals else now,
    )
    NewsRepair.objects.bulk_create(
        _row(item, number, repair) for number, repair in enumerate(repairs, 1)
    )
    return item


def _row(item: NewsItem, number: int, repair: Repair) -> NewsRepair:
    return NewsRepair(
        item=item,
        number=number,
        paragraph=repair.paragraph,
        start=repair.start,
        end=repair.end,
        kind=repair.kind,
        rule=repair.rule,
        confidence=repair.confidence,
        replacement=repair.replacement,
        original=repair.original,
        repaired=repair.repaired,
        evidence=repair.evidence,
        candidates=list(repair.candidates),
    )


def _settle(viewer: Viewer, item: NewsItem, *, accept: bool, publish: bool, now: datetime) -> None:
    if accept and item.edited_at is None:
        for repair in item.repairs.filter(decision=Decision.PENDING, replacement__isnull=False):
            repair.decision, repair.text = Decision.ACCEPTED, repair.replacement
            repair.decided_by_id, repair.decided_at = viewer.person_id, now
            repair.save(update_fields=["decision", "text", "decided_by", "decided_at"])
        refresh_body(item=item, now=now)
        record_action(viewer=viewer.identity, action="accept_repairs", subject=item, now=now)
    if publish and item.published_at is None:
        item.published_at = now
        item.save(update_fields=["published_at"])
        ask_refresh(identity=viewer.identity, kind="news", numbers=[item.pk])
        record_action(viewer=viewer.identity, action="publish_item", subject=item, now=now)


def _report(item: NewsItem, *, is_new: bool) -> ImportedPage:
    rows = list(item.repairs.values_list("decision", "replacement"))
    waiting = [replacement for decision, replacement in rows if decision == Decision.PENDING]
    return ImportedPage(
        item_id=item.pk,
        is_new=is_new,
        is_published=item.published_at is not None,
        accepted=sum(decision == Decision.ACCEPTED for decision, _ in rows),
        pending=sum(replacement is not None for replacement in waiting),
        unknown=sum(replacement is None for replacement in waiting),
    )
